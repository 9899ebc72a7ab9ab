import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, end, multipartType, openUpload, part } from '../http-multipart/multipart-client.ts';
import { print } from 'graphql';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { begin, signInBuyer, upload } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { linkOf } from '../support/material-link.ts';
import { materialFiles } from '../support/material-files.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let buyer: TestClient;
let draft: string;
beforeAll(async () => {
  server = await startServerForTests({ policy: (shipped) => shipped.replace('maxFiles: 20', 'maxFiles: 100') });
  buyer = await signInBuyer(server);
  draft = await begin(buyer, 'MATERIALS');
});
afterAll(async () => {
  await buyer.close();
  await server.close();
});

/** Hands a file of this name in, and gives the name that it has then, and the header that a browser would save it by. */
async function keptAs(name: string) {
  const answer = await upload(buyer, draft, 'BANK_STATEMENT', { ...materialFiles.png, name });
  if (answer.__typename !== 'UploadMaterialSuccess') throw new Error(answer.message);
  const { url } = await linkOf(buyer, draft, answer.material.id);
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return { name: answer.material.fileName, header: response.headers.get('content-disposition') ?? '' };
}

describe('a file’s name', () => {
  it.each([
    ['statement 2026.pdf', 'statement 2026.pdf'],
    ['対帳單 十月.png', '対帳單 十月.png'],
    ['كشف حساب.png', 'كشف حساب.png'],
    ['🫖🧾.png', '🫖🧾.png'],
    ['Cafe\u0301.png', 'Café.png'],
    ["it's (50% off); a=b.png", "it's (50% off); a=b.png"],
  ])('is kept as it reads: %s', async (given, kept) => {
    const { name, header } = await keptAs(given);
    expect(name).toBe(kept);
    const [, encoded = ''] = /filename\*=UTF-8''([^;]+)$/.exec(header) ?? [];
    expect(decodeURIComponent(encoded)).toBe(kept);
  });

  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['/etc/cron.d/evil.png', 'evil.png'],
    ['C:\\Users\\me\\statement.png', 'statement.png'],
    ['..', 'file'],
    ['.', 'file'],
    ['folder/', 'file'],
  ])('loses its folders: %s', async (given, kept) => {
    expect((await keptAs(given)).name).toBe(kept);
  });

  it.each([
    ['an override that turns it round', 'photo\u202Egnp.exe', 'photognp.exe'],
    ['an isolate', 'a\u2066b\u2069.png', 'ab.png'],
    ['what has no width', 'a\u200Bb\uFEFF.png', 'ab.png'],
    ['a control character', 'a\u0085b.png', 'ab.png'],
    ['a line separator', 'a\u2028b.png', 'ab.png'],
    ['nothing but these', '\u202E\u200B', 'file'],
    ['spaces around', '  a.png  ', 'a.png'],
  ])('loses %s', async (_what, given, kept) => {
    expect((await keptAs(given)).name).toBe(kept);
  });

  it('is cut after 200 characters, and not through the middle of one', async () => {
    expect((await keptAs(`${'a'.repeat(300)}.png`)).name).toBe('a'.repeat(200));
    const { name } = await keptAs('🫖'.repeat(300));
    expect(name.isWellFormed()).toBe(true);
    expect(Array.from(name).length).toBeLessThanOrEqual(200);
    expect(new Set(name)).toEqual(new Set(['🫖']));
  });

  it('may be missing', async () => {
    const variables = { input: { verification: draft, kind: 'BANK_STATEMENT', file: null } };
    const request = openUpload(server.url, { authorization: `Bearer ${buyer.token}`, 'content-type': multipartType });
    const answer = answerTo(request);
    request.end(
      Buffer.concat([
        part('operations', { query: print(uploadMaterial), variables }),
        part('map', { 0: ['variables.input.file'] }),
        part('0', Buffer.from(materialFiles.png.content), ''),
        end,
      ]),
    );
    expect((await answer).data).toMatchObject({ uploadMaterial: { material: { fileName: 'file' } } });
  });

  it('puts no line of its own into a response’s head', async () => {
    const { name, header } = await keptAs('a\r\nSet-Cookie: a=b\r\n.png');
    expect(name).not.toMatch(/[\r\n]/);
    expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/);
  });

  it('is never the name under which the bytes are kept', async () => {
    const files = await filesOf(server);
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect(path).toMatch(/\/sealed\/[0-9a-f]{2}\/[0-9a-f]{32}$/);
  });
});
