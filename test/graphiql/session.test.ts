import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/review-desk/session/person.ts';
import { createSession, signedInAs } from '../../src/review-desk/session/session.ts';

const HOUR = 3_600_000;

let now: number;
let asked: number;
let remembered: Map<string, string>;
let people: boolean;
beforeEach(() => {
  now = 0;
  asked = 0;
  remembered = new Map();
  people = true;
});

function person(key: string, role: string): Person {
  const expiresAt = new Date(now + HOUR).toISOString();
  return { key, name: key, roles: [role], about: '', token: `${key}-${asked}`, expiresAt };
}

async function startSession() {
  const session = createSession({
    now: () => now,
    fetchPeople: async () => {
      asked += 1;
      return people ? [person('ben', 'BUYER'), person('rosa', 'REVIEWER')] : undefined;
    },
    fetchSettings: async () => ({ rolesClaim: 'roles' }),
    providerWays: async () => Promise.reject(new Error('there is no provider')),
    store: {
      getItem: (key) => remembered.get(key) ?? null,
      setItem: (key, value) => void remembered.set(key, value),
      removeItem: (key) => void remembered.delete(key),
    },
  });
  await session.start();
  return session;
}

describe('where the server has sample people', () => {
  test('the first visit is the reviewer’s', async () => {
    const session = await startSession();
    expect(await session.authorization()).toBe('Bearer rosa-1');
  });

  test('a reload keeps who was chosen, and keeps a sign-out', async () => {
    (await startSession()).choose('ben');
    const second = await startSession();
    expect(signedInAs(second.get())).toBe('ben');
    second.signOut();
    const third = await startSession();
    expect(await third.authorization()).toBeUndefined();
  });

  test('a token is renewed when less than a minute is left, for the same person', async () => {
    const session = await startSession();
    now = HOUR - 60_000;
    expect(await session.authorization()).toBe('Bearer rosa-1');
    now += 1;
    expect(await session.authorization()).toBe('Bearer rosa-2');
    expect(await session.authorization()).toBe('Bearer rosa-2');
    expect(asked).toBe(2);
  });

  test('a token that the server calls expired is renewed at once', async () => {
    const session = await startSession();
    session.expire();
    expect(await session.authorization()).toBe('Bearer rosa-2');
    expect(await session.authorization()).toBe('Bearer rosa-2');
  });

  test('no token is ever kept', async () => {
    const session = await startSession();
    session.choose('ben');
    expect([...remembered.values()]).toEqual(['ben']);
  });
});

describe('where the server has none', () => {
  beforeEach(() => {
    people = false;
  });

  test('nobody is signed in until a token is pasted, with or without its scheme', async () => {
    const session = await startSession();
    expect(await session.authorization()).toBeUndefined();
    session.paste('  Bearer abc ');
    expect(await session.authorization()).toBe('Bearer abc');
    session.paste('def');
    expect(await session.authorization()).toBe('Bearer def');
  });

  test('a pasted token outlives a reload of the tab, and ends with the sign-out', async () => {
    (await startSession()).paste('abc');
    const session = await startSession();
    expect(await session.authorization()).toBe('Bearer abc');
    session.signOut();
    expect(await session.authorization()).toBeUndefined();
    expect([...remembered.values()]).toEqual(['']);
  });
});

test('whoever listens hears of each change until it stops listening', async () => {
  const session = await startSession();
  const heard: (string | undefined)[] = [];
  const stop = session.subscribe(() => heard.push(signedInAs(session.get())));
  session.choose('ben');
  session.signOut();
  stop();
  session.choose('rosa');
  expect(heard).toEqual(['ben', undefined]);
});
