import { expect, test } from 'vitest';
import { storageWithoutHeaders } from '../../src/review-desk/editor/storage-without-headers.ts';

function createStorage(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    keys: () => [...kept.keys()],
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
test('what GraphiQL keeps of tabs and history never holds a request header', () => {
  const storage = createStorage();
  const desk = storageWithoutHeaders(storage);
  const headers = '{"authorization":"Bearer secret"}';
  desk.setItem('graphiql:tabState', JSON.stringify({ tabs: [{ query: '{ a }', headers }] }));
  desk.setItem('graphiql:queries', JSON.stringify({ queries: [{ query: '{ b }', headers }] }));
  desk.setItem('graphiql:headers', headers);
  desk.setItem('graphiql:variables', '{"a": 1}');
  expect(JSON.stringify([...storage.kept])).not.toContain('secret');
  expect(desk.getItem('graphiql:queries')).toContain('{ b }');
  expect(desk.getItem('graphiql:variables')).toBe('{"a": 1}');
});

test('clearing takes away what is GraphiQL’s and nothing else', () => {
  const storage = createStorage({ 'graphiql:theme': 'dark', other: '1' });
  const desk = storageWithoutHeaders(storage);
  expect(desk.length).toBe(1);
  desk.clear();
  expect(storage.keys()).toEqual(['other']);
});
