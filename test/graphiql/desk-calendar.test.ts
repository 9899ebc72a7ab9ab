import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { buildPage } from './build-page.ts';
import { rowOf } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

/** How long something may take on a busy machine. */
const soon = { timeout: 15_000 };

/** Monday morning in New York, where the operator is. */
const MONDAY = new Date('2027-03-01T15:00:00Z');
/** Half an hour into Friday there, when what was submitted on Monday is due; in Honolulu, where the supervisor sits, it is Thursday. */
const FRIDAY = new Date('2027-03-05T05:30:00Z');

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let rita: TestClient;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests({ now: MONDAY }), launchBrowser(), buildPage()]);
  rita = await server.signIn('REVIEWER', { name: 'Rita Reviews' });
  const [approved, rejected] = [await submit('Ada'), await submit('Ben')];
  await submit('Dee Today');
  await approveNow(rita, approved);
  server.setNow(new Date('2027-03-04T15:00:00Z'));
  await submit('Nex Week');
  server.setNow(FRIDAY);
  await rejectNow(rita, rejected);

  context = await browser.newContext({ timezoneId: 'Pacific/Honolulu', viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  await page.clock.setFixedTime(FRIDAY);
  await page.addInitScript(() => sessionStorage.setItem('bonafide:person', 'supervisor'));
  await page.goto(`${server.url}/graphiql`);
  await rowOf(page, 'Dee Today').waitFor();
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await rita?.close();
  await server?.close();
});

async function submit(name: string): Promise<string> {
  const buyer = await server.signIn('BUYER', { name });
  const { id } = await submitVerification(server, { buyer });
  await buyer.close();
  return id;
}

test('what is due today is due where the operator is, wherever the reviewer sits', async () => {
  await expect.poll(() => rowOf(page, 'Dee Today').innerText(), soon).toContain('due today');
  const dueToday = page.getByRole('button', { name: /^Due today/ });
  expect(await dueToday.innerText()).toMatch(/1$/);
  await dueToday.click();
  await expect.poll(() => page.locator('.rd-row').count(), soon).toBe(1);
  await rowOf(page, 'Dee Today').waitFor();
});

test('the overview ends with the operator’s day, and its figures are what was decided', async () => {
  await page.getByRole('button', { name: 'Overview' }).click();
  await page.getByRole('button', { name: '7 days' }).click();
  const days = page.locator('.rd-chart').filter({ hasText: 'By day' });
  await expect.poll(() => days.locator('text').allTextContents(), soon).toEqual(['Sat 27 Feb', 'Fri 5 Mar']);
  // By day, as the bars say when they are pointed at.
  expect(await days.locator('title').allTextContents()).toEqual([
    'Sat 27 Feb: 0 submitted, 0 decided',
    'Sun 28 Feb: 0 submitted, 0 decided',
    'Mon 1 Mar: 3 submitted, 1 decided',
    'Tue 2 Mar: 0 submitted, 0 decided',
    'Wed 3 Mar: 0 submitted, 0 decided',
    'Thu 4 Mar: 1 submitted, 0 decided',
    'Fri 5 Mar: 0 submitted, 1 decided',
  ]);
  expect(await page.locator('.rd-figure').allInnerTexts()).toEqual(['Waiting\n2', 'Due today\n1', 'Overdue\n0']);
  const reviewers = page.getByRole('table', { name: 'By reviewer' }).getByRole('row');
  expect(await reviewers.allInnerTexts()).toEqual([
    expect.stringMatching(/^Reviewer/),
    expect.stringMatching(/^Rita Reviews\s+1 approved, 1 rejected\s+–\s+not checked$/),
  ]);
});
