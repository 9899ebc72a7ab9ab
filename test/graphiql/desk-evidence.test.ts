import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { statementPdf, type StatementText } from '../reading/statement-pdf.ts';
import { begin, handInMaterials, uploaded } from '../support/buyer-steps.ts';
import { declareIdentity } from '../support/buyer-operations.ts';
import { readReviews } from '../support/desk-operations.ts';
import { approveNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { readDatabase } from '../support/database-reader.ts';
import { buildPage } from './build-page.ts';
import { rowOf, visitDesk, type DeskReviewer } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

let server: TestServer;
let browser: Browser;
const visits: DeskReviewer[] = [];
const policy = (text: string) => text.replace('recheckShare: 0.05', 'recheckShare: 1');
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests({ policy }), launchBrowser(), buildPage()]);
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map((visit) => visit.leave()));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function visit(key?: string): Promise<DeskReviewer> {
  const reviewer = await visitDesk(browser, server.url, key === undefined ? {} : { key });
  visits.push(reviewer);
  return reviewer;
}

/** A wholesaler of this name hands a statement in for the highest stage, which was read when it is submitted. */
async function handInStatement(name: string, text: StatementText): Promise<string> {
  const buyer = await server.signIn('BUYER', { name });
  const identity = { wholesaler: { companyName: name, productCategories: 'Lamps' } };
  await buyer.data(declareIdentity, { input: { identity } });
  const id = await begin(buyer, 'MATERIALS', 'PLATINUM');
  const material = await uploaded(buyer, id, 'BANK_STATEMENT', await statementPdf(text));
  const database = await readDatabase(server.databaseUrl);
  await vi.waitFor(
    async () => {
      const rows = await database.rows('select from material_reading where material_id = $1', [material]);
      expect(rows).toHaveLength(1);
    },
    { timeout: 30_000, interval: 100 },
  );
  await database.close();
  await handInMaterials(buyer, id);
  await buyer.close();
  return id;
}

const period = '1 January 2026 to 31 July 2026';

test('what was read stands beside what is claimed, is marked on its page, and fills the form', async () => {
  await handInStatement('Harbour Lamps Ltd', { company: 'Harbour Lamps Ltd', period, total: 'USD 71,234.50' });
  const { page, complaints, violations } = await visit();
  await rowOf(page, 'Harbour Lamps Ltd').click();
  const facts = page.getByRole('group', { name: /shows/ });
  await facts.getByRole('button', { name: 'USD 71,234.50' }).waitFor();
  expect(await facts.locator('.rd-read-mark').allInnerTexts()).toEqual(['read', 'read', 'read']);
  // Advice alone: the reviewer ticks.
  expect(await facts.getByRole('checkbox', { checked: true }).count()).toBe(0);

  await facts.getByRole('button', { name: 'USD 71,234.50' }).click();
  await page.locator('.rd-mark-spot').first().waitFor();
  expect(await isInFrame(page)).toBe(true);
  expect(await violations()).toEqual([]);
  // The key leads on to the next fact.
  await page.keyboard.press('f');
  await facts.getByRole('button', { name: /Harbour Lamps/, pressed: true }).waitFor();
  expect(await isInFrame(page)).toBe(true);
  await page.keyboard.press('m');
  await page.locator('.rd-mark').first().waitFor({ state: 'detached' });

  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Take what was read' }).click();
  expect(await page.getByLabel('Amount that flowed, USD').inputValue()).toBe('71234.50');
  expect(await page.getByLabel('First day').inputValue()).toBe('2026-01-01');
  expect(await page.getByLabel('Last day').inputValue()).toBe('2026-07-31');
  expect(complaints).toEqual([]);
});

test('a statement that another member handed in with another name is shown with what differs', async () => {
  const text = { company: 'First Trading Ltd', period, total: 'USD 81,000.00', account: 3 };
  await handInStatement('First Trading Ltd', text);
  await handInStatement('Second Trading Ltd', { ...text, company: 'Second Trading Ltd' });
  const { page, complaints, violations } = await visit();
  await rowOf(page, 'Second Trading Ltd').click();
  const seen = page.getByRole('region', { name: 'Seen before' });
  await seen.getByText('First Trading Ltd').first().waitFor();
  expect(await seen.getByRole('row', { name: /Company name/ }).innerText()).toMatch(
    /Second Trading[\s\S]*First Trading/,
  );
  await seen.getByRole('button', { name: 'Look at the other one' }).click();
  const picture = seen.getByRole('img', { name: 'First page of what First Trading Ltd handed in' });
  await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(500);
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a tax number that another member handed in as well leads to that case', async () => {
  await submitVerification(server, { buyer: await server.signIn('BUYER', { name: 'Tax One' }) });
  await submitVerification(server, { buyer: await server.signIn('BUYER', { name: 'Tax Two' }) });
  const { page } = await visit();
  await rowOf(page, 'Tax Two').click();
  const seen = page.getByRole('region', { name: 'Seen before' });
  await seen.getByRole('button', { name: 'Tax One' }).click();
  await page.getByRole('heading', { name: 'Tax One' }).waitFor();
  const others = page.getByRole('region', { name: 'Seen before' }).getByRole('button');
  await expect.poll(() => others.allInnerTexts()).toEqual(['Tax Two']);
});

test('a decision that was drawn is checked by a colleague, by keys, and once', async () => {
  const rita = await server.signIn('REVIEWER', { name: 'Rita Right' });
  const { id } = await submitVerification(server, { buyer: await server.signIn('BUYER', { name: 'Chuck Check' }) });
  const { page, complaints, violations } = await visit();
  await approveNow(rita, id);
  await page.getByRole('button', { name: 'To check 1' }).click();
  expect(await violations()).toEqual([]);
  await rowOf(page, 'Chuck Check').click();
  await page.getByText('Approved by Rita Right').waitFor();
  expect(await violations()).toEqual([]);
  await page.getByLabel('A private note, for supervisors').fill('The register says otherwise.');
  await page.getByRole('heading', { name: 'Chuck Check' }).focus();
  await page.keyboard.press('d');
  await page.getByText('Your check is kept').waitFor();
  await page.getByRole('heading', { name: 'Nothing to check' }).waitFor();
  const supervisor = await server.signIn('SUPERVISOR');
  const { verification } = await supervisor.data(readReviews, { id });
  expect(verification?.decision?.check).toMatchObject({ agrees: false, note: 'The register says otherwise.' });
  expect(complaints).toEqual([]);
});

/** Whether the marked words can be seen in the frame of the page. */
async function isInFrame(page: Page): Promise<boolean> {
  const [mark, frame] = await Promise.all([
    page.locator('.rd-mark-spot').first().boundingBox(),
    page.locator('.rd-frame').boundingBox(),
  ]);
  if (!mark || !frame) return false;
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
  return x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
}
