import { fileTypeFromBuffer } from 'file-type';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, handInMaterials, remove, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { filesOf } from '../support/data-folder.ts';
import { materialFiles } from '../support/material-files.ts';
import { linkOf } from '../support/material-link.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const noon = new Date('2026-03-02T12:00:00.000Z');

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests({ now: noon });
});
afterAll(() => server.close());

async function handedIn() {
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'MATERIALS');
  const material = await uploaded(buyer, draft, 'BANK_STATEMENT', materialFiles.pdf);
  return { buyer, draft, material };
}

describe('a material’s link', () => {
  it.each(Object.entries(materialFiles))('opens the %s as what it is', async (_name, given) => {
    const { buyer, draft } = await handedIn();
    const material = await uploaded(buyer, draft, 'BANK_STATEMENT', given);
    const { url } = await linkOf(buyer, draft, material);
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect((await fileTypeFromBuffer(await response.arrayBuffer()))?.mime).toBe(given.type);
    expect(response.headers.get('content-type')).toBe(given.type);
    await buyer.close();
  });

  it('opens a file that no browser runs, guesses at or keeps', async () => {
    const { buyer, draft, material } = await handedIn();
    const { headers } = await fetch((await linkOf(buyer, draft, material)).url);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="statement\.pdf"/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^sandbox;.*default-src 'none'/);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    await buyer.close();
  });

  it('needs no sign-in, for five minutes', async () => {
    const { buyer, draft, material } = await handedIn();
    const { url, expiresAt } = await linkOf(buyer, draft, material);
    expect(expiresAt).toBe('2026-03-02T12:05:00.000Z');
    server.setNow(new Date('2026-03-02T12:04:59.999Z'));
    expect((await fetch(url)).status).toBe(200);
    server.setNow(new Date('2026-03-02T12:05:00.000Z'));
    const late = await fetch(url);
    expect(late.status).toBe(404);
    expect(await late.json()).toEqual({ message: expect.stringContaining('`Material.link`') });
    const fresh = await linkOf(buyer, draft, material);
    expect((await fetch(fresh.url)).status).toBe(200);
    server.setNow(noon);
    await buyer.close();
  });

  it('opens nothing once anything in it was changed', async () => {
    const [mine, other] = await Promise.all([handedIn(), handedIn()]);
    const { url } = await linkOf(mine.buyer, mine.draft, mine.material);
    const change = (alter: (link: URL) => void) => {
      const link = new URL(url);
      alter(link);
      return link.href;
    };
    const signature = new URL(url).searchParams.get('signature') ?? '';
    const tampered = [
      change((link) => (link.pathname = `/materials/${other.material}`)),
      change((link) => (link.pathname = '/materials/01890a5d-ac96-774b-bcce-b302099a8057')),
      change((link) => (link.pathname = '/materials/..%2F..%2Fdevelopment-secret')),
      change((link) => link.searchParams.set('expires', String(noon.getTime() + 3_600_000))),
      change((link) => link.searchParams.set('expires', '1e15')),
      change((link) => link.searchParams.set('viewer', '01890a5d-ac96-774b-bcce-b302099a8057')),
      change((link) => link.searchParams.set('viewer', '')),
      change((link) => link.searchParams.set('as', 'REVIEWER')),
      change((link) => link.searchParams.delete('as')),
      change((link) => link.searchParams.set('signature', `${signature.slice(0, -2)}AA`)),
      change((link) => link.searchParams.set('signature', '')),
      change((link) => link.searchParams.delete('signature')),
      change((link) => link.searchParams.append('signature', signature)),
      change((link) => (link.search = '')),
    ];
    const statuses = await Promise.all(tampered.map(async (link) => (await fetch(link)).status));
    expect(statuses).toEqual(tampered.map(() => 404));
    expect((await fetch(url)).status).toBe(200);
    await Promise.all([mine.buyer.close(), other.buyer.close()]);
  });

  it('can be had by the owner and by staff, and by nobody else', async () => {
    const [{ buyer, draft, material }, other, reviewer] = await Promise.all([
      handedIn(),
      signInBuyer(server),
      server.signIn('REVIEWER'),
    ]);
    await handInMaterials(buyer, draft);
    await expect(linkOf(other, draft, material)).rejects.toThrow('no such material');
    const { url } = await linkOf(reviewer, draft, material);
    expect((await fetch(url)).status).toBe(200);
    await Promise.all([buyer.close(), other.close(), reviewer.close()]);
  });
});

describe('a material that is taken out', () => {
  it('is gone, with its bytes, and its link opens nothing', async () => {
    const { buyer, draft, material } = await handedIn();
    const files = await filesOf(server);
    const { url } = await linkOf(buyer, draft, material);
    expect(await remove(buyer, material)).toMatchObject({
      verification: { id: draft, materials: [], requirements: [{ met: false }] },
    });
    expect(await filesOf(server)).toHaveLength(files.length - 1);
    expect((await fetch(url)).status).toBe(404);
    expect(await remove(buyer, material)).toMatchObject({ __typename: 'MaterialNotFound' });
    await buyer.close();
  });

  it('is taken out once, though twenty want to at once', async () => {
    const { buyer, draft, material } = await handedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => remove(buyer, material)));
    expect(answers.filter(({ __typename }) => __typename === 'RemoveMaterialSuccess')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'MaterialNotFound')).toHaveLength(19);
    await uploaded(buyer, draft, 'BANK_STATEMENT');
    await buyer.close();
  });

  it('is the buyer’s own: another’s is answered like one that there is not, and stays', async () => {
    const [{ buyer, draft, material }, other] = await Promise.all([handedIn(), signInBuyer(server)]);
    const unknown = await remove(other, '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(unknown.__typename).toBe('MaterialNotFound');
    expect(await remove(other, material)).toEqual(unknown);
    expect(await remove(other, 'not an id')).toEqual(unknown);
    expect((await fetch((await linkOf(buyer, draft, material)).url)).status).toBe(200);
    await Promise.all([buyer.close(), other.close()]);
  });

  it('was still in a draft: what is submitted stays', async () => {
    const { buyer, draft, material } = await handedIn();
    await handInMaterials(buyer, draft);
    expect(await remove(buyer, material)).toMatchObject({ __typename: 'VerificationNotOpen', status: 'SUBMITTED' });
    expect((await fetch((await linkOf(buyer, draft, material)).url)).status).toBe(200);
    await buyer.close();
  });
});
