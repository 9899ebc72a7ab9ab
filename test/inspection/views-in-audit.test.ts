import { afterAll, beforeAll, expect, it } from 'vitest';
import { file } from '../support/material-files.ts';
import { begin, handInMaterials, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { auditTrail } from '../support/supervisor-operations.ts';
import { createPages, line } from './documents.ts';
import { inspected } from './inspection-operations.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

it('the audit trail has each page and each file that a reviewer opened, and nothing that its buyer did', async () => {
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'MATERIALS');
  const statement = file('statement.pdf', 'application/pdf', createPages(line('one'), { pages: 2 }));
  const material = await uploaded(buyer, draft, 'BANK_STATEMENT', statement);
  const own = await inspected(buyer, draft);
  await handInMaterials(buyer, draft);
  const reviewer = await server.signIn('REVIEWER');
  const { pages, link } = await inspected(reviewer, draft);
  const open = async (url: string | undefined) => expect((await fetch(url ?? '')).status).toBe(200);
  for (const url of [own.link.url, own.pages[0]?.image.url]) await open(url);
  for (const page of pages) await open(page.image.url);
  // Nothing can be read on a thumbnail.
  await open(pages[0]?.thumbnail.url);
  await open(link.url);

  const filter = { verification: draft, acts: ['MATERIAL_OPENED' as const] };
  const { nodes } = (await reviewer.data(auditTrail, { filter })).auditTrail;
  expect(nodes.map(({ role, reason }) => [role, reason])).toEqual(
    Array.from({ length: 3 }, () => ['REVIEWER', `BANK_STATEMENT ${material}`]),
  );
});
