import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pullForward } from '../jobs/job-table.ts';
import { begin, handInMaterials, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { createLongDocument } from '../support/long-document.ts';
import { approveNow } from '../support/quick-review.ts';
import { readCase, releaseVerification, reviewQueue } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { buildPage } from './build-page.ts';
import { rowOf, seesDone, visitDesk, type DeskReviewer } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

/** How long something may take on a busy machine. */
const soon = { timeout: 15_000 };

const START = new Date();
const LONG = 'Gesellschaft'.repeat(16);
const ARABIC = 'شركة الاختبار للتجارة 24/7';

let server: TestServer;
let database: DatabaseReader;
let browser: Browser;
let supervisor: TestClient;
const visits: DeskReviewer[] = [];
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests({ now: START }), launchBrowser(), buildPage()]);
  database = await readDatabase(server.databaseUrl);
  supervisor = await server.signIn('SUPERVISOR', { name: 'Susan Supervisor' });
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map((visit) => visit.leave()));
  server.setNow(START);
  const { reviewQueue: left } = await supervisor.data(reviewQueue, {});
  for (const { id } of left.nodes) {
    await supervisor.data(releaseVerification, { input: { verification: id } });
    await approveNow(supervisor, id);
  }
});
afterAll(async () => {
  await browser?.close();
  await supervisor?.close();
  await database?.close();
  await server?.close();
});

async function visit(options?: Parameters<typeof visitDesk>[2]): Promise<Page> {
  const reviewer = await visitDesk(browser, server.url, options);
  visits.push(reviewer);
  reviewer.page.setDefaultTimeout(15_000);
  return reviewer.page;
}

async function submit(name: string, method: 'TAX_NUMBER' | 'MATERIALS' = 'TAX_NUMBER'): Promise<string> {
  const buyer = await server.signIn('BUYER', { name });
  const { id } = await submitVerification(server, { buyer, method });
  await buyer.close();
  return id;
}

const caseOf = async (id: string) => (await supervisor.data(readCase, { id })).verification;
/** A button of the desk; GraphiQL beside it has some of the same names. */
const button = (page: Page, name: string | RegExp) => page.locator('.rd').getByRole('button', { name });

/** How far something has to be scrolled sideways; 0: not at all. */
const sideways = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

describe('an empty queue', () => {
  test('says so, and that there is nothing to claim', async () => {
    const page = await visit();
    await page.getByRole('heading', { name: 'All is decided' }).waitFor();
    await button(page, /^Claim next/).click();
    await expect.poll(() => page.locator('.rd-notice').allInnerTexts(), soon).toHaveLength(1);
    expect(await button(page, /^All/).innerText()).toMatch(/0$/);
  });
});

describe('while a case is read', () => {
  test('its claim lapses: the desk says so, keeps what was prepared, and claims it again', async () => {
    const id = await submit('Lena Lapse');
    const page = await visit();
    await button(page, /^Claim next/).click();
    await button(page, /^Reject…/).click();
    await page.getByLabel('Private note').fill('Half done.');
    expect(await caseOf(id)).toHaveProperty('claim.reviewer.name', 'Rosa Reviewer');

    server.setNow(new Date(START.getTime() + 31 * 60_000));
    await pullForward(database, 'lapse_claim');
    await page.getByText('Nobody holds this case any more').waitFor();
    expect(await caseOf(id)).toHaveProperty('claim', null);
    expect(await page.getByLabel('Private note').inputValue()).toBe('Half done.');
    await button(page, 'Claim it again c').click();
    await page.getByText('Nobody holds this case any more').waitFor({ state: 'detached' });
    expect(await caseOf(id)).toHaveProperty('claim.reviewer.name', 'Rosa Reviewer');
  });

  test('somebody else decides it: the desk says who, and sends nothing that could count', async () => {
    const id = await submit('Meg Meanwhile');
    const page = await visit();
    await rowOf(page, 'Meg Meanwhile').click();
    await button(page, /^Approve/).waitFor();
    await approveNow(supervisor, id);
    await page.getByText('Approved by Susan Supervisor').waitFor();
    await page.getByText('There is nothing left to decide').waitFor();
    expect(await button(page, /^Reject…/).count()).toBe(0);
    await page.keyboard.press('r');
    expect(await page.getByRole('form').count()).toBe(0);
  });

  test('somebody else decides it just before: the refusal is a sentence, and its case is looked at again', async () => {
    const id = await submit('Jo Justbefore');
    const page = await visit();
    await rowOf(page, 'Jo Justbefore').click();
    await button(page, /^Reject…/).click();
    await page.getByRole('form', { name: 'Reject' }).getByRole('checkbox').first().check();
    await page.keyboard.press('Control+Enter');
    await supervisor.data(releaseVerification, { input: { verification: id } });
    await approveNow(supervisor, id);
    await button(page, /^Send now/).click();
    await button(page, 'Look at it again').click();
    await page.getByText('Approved by Susan Supervisor').waitFor();
    expect(await caseOf(id)).toHaveProperty('decision.outcome', 'APPROVED');
  });
});

test('a document of sixty pages is loaded as it is turned, and its last page is one key away', async () => {
  const buyer = await signInBuyer(
    server,
    { manufacturer: { companyName: 'Sixty Ltd', mainProducts: 'Paper', factoryAddress: '60 Mill Lane' } },
    { name: 'Pia Pages' },
  );
  const id = await begin(buyer, 'MATERIALS');
  await uploaded(buyer, id, 'BANK_STATEMENT', await createLongDocument(60));
  const answerOf = async () => (await handInMaterials(buyer, id)).__typename;
  await expect.poll(answerOf, { timeout: 50_000 }).toBe('SubmitMaterialsSuccess');
  await buyer.close();

  const page = await visit();
  const opened = new Set<string>();
  let asked = 0;
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && !/^(?:data|blob):/.test(request.url())) opened.add(request.url());
    if (request.postData()?.includes('"ReadPages"')) asked += 1;
  });
  const shownPage = () =>
    page
      .locator('.rd-sheet img')
      .evaluate((image) =>
        'naturalWidth' in image && image.naturalWidth !== 0 ? image.getAttribute('alt') : 'nothing',
      );
  const shows = async (number: number) => {
    await expect.poll(shownPage, soon).toContain(`page ${number} of 60`);
  };
  await rowOf(page, 'Pia Pages').click();
  await shows(1);
  expect([opened.size, asked]).toEqual([1, 0]);
  for (let number = 2; number <= 6; number += 1) {
    await page.keyboard.press('PageDown');
    await shows(number);
  }
  expect([opened.size, asked]).toEqual([6, 1]);
  await page.keyboard.press('End');
  await shows(60);
  expect([opened.size, asked]).toEqual([7, 2]);
  expect(await button(page, 'Next page').isDisabled()).toBe(true);
  await page.getByRole('spinbutton', { name: 'Page' }).fill('37');
  await page.keyboard.press('Enter');
  await shows(37);
  await page.getByRole('heading', { name: 'Pia Pages' }).focus();
  await page.keyboard.press('Home');
  await shows(1);
});

describe('on a slow network', () => {
  /** Holds the requests of an operation back until it is told to let them go. */
  async function hold(page: Page, operation: string) {
    const gate = Promise.withResolvers<void>();
    const held: string[] = [];
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      if (body.includes(`"operationName":"${operation}"`)) {
        held.push(body);
        await gate.promise;
      }
      await route.continue();
    });
    return { held, letGo: () => gate.resolve() };
  }

  test('the desk says that it claims, and clicking again claims no second case', async () => {
    await Promise.all([submit('Sam Slow'), submit('Sid Slow')]);
    const page = await visit();
    await rowOf(page, 'Sid Slow').waitFor();
    const { held, letGo } = await hold(page, 'ClaimNext');
    await button(page, /^Claim next/).click();
    // Where one has to wait, one clicks again.
    await button(page, /^Claiming…/).click({ force: true });
    await page.keyboard.press('n');
    letGo();
    await page.getByText('Yours,').waitFor();
    expect(held).toHaveLength(1);
    await button(page, 'Back to the queue').click();
    await expect.poll(() => button(page, /^Mine/).innerText(), soon).toMatch(/1$/);
  });

  test('a case that is on its way is said to be, and a decision that is clicked twice counts once', async () => {
    const id = await submit('Ida Impatient');
    const page = await visit();
    const opening = await hold(page, 'ReadCase');
    await rowOf(page, 'Ida Impatient').click();
    await page.getByText('Opening the case…').waitFor();
    opening.letGo();
    await button(page, /^Approve/).click();
    await page.getByRole('form', { name: 'Approve' }).waitFor();
    await page.keyboard.press('Control+Enter');
    const { held, letGo } = await hold(page, 'Approve');
    await button(page, /^Send now/).click();
    await page.getByText('is being sent…').waitFor();
    await page.keyboard.press('s');
    letGo();
    await seesDone(page);
    expect(held).toHaveLength(1);
    expect(await caseOf(id)).toHaveProperty('decision.outcome', 'APPROVED');
  });
});

describe('names of all kinds', () => {
  test('a very long name leaves everything else where it is', async () => {
    await submit(LONG);
    await submit('Cy Short');
    const page = await visit();
    await rowOf(page, LONG).waitFor();
    await rowOf(page, 'Cy Short').waitFor();
    // All at once: the desk's width changes while the editor loads.
    const edges = await page
      .locator('.rd-row-stage')
      .evaluateAll((stages) => stages.map((stage) => Math.round(stage.getBoundingClientRect().left)));
    expect(new Set(edges).size).toBe(1);
    expect(await rowOf(page, LONG).evaluate((row) => row.scrollWidth - row.clientWidth)).toBeLessThanOrEqual(0);
    await rowOf(page, LONG).click();
    await button(page, /^Approve/).waitFor();
    const desk = page.locator('.rd-case');
    expect(await desk.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await button(page, /^Approve/).click();
    await page.keyboard.press('Control+Enter');
    await button(page, /^Send now/).waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  test('a name that is written from right to left turns nothing around it', async () => {
    await submit(ARABIC);
    const page = await visit();
    const directions = (name: string) =>
      page.getByText(name, { exact: true }).evaluateAll((elements) =>
        elements.map((element) => {
          const style = element.ownerDocument.defaultView?.getComputedStyle(element);
          return [style?.direction, style?.unicodeBidi];
        }),
      );
    await rowOf(page, ARABIC).waitFor();
    expect(await directions(ARABIC)).toEqual([['rtl', 'isolate']]);
    await rowOf(page, ARABIC).click();
    await button(page, /^Approve/).click();
    await page.getByRole('form', { name: 'Approve' }).waitFor();
    // In the head, and in what the approval brings about.
    const there = await directions(ARABIC);
    expect(there.length).toBeGreaterThanOrEqual(2);
    expect(there.every(([direction, bidi]) => direction === 'rtl' && bidi === 'isolate')).toBe(true);
    await page.keyboard.press('Control+Enter');
    await button(page, /^Send now/).waitFor();
    expect(await directions(ARABIC)).toContainEqual(['rtl', 'isolate']);
  });
});

test('on a phone a case is claimed, read and rejected, and nothing has to be scrolled sideways', async () => {
  const id = await submit('Fay Phone', 'MATERIALS');
  const page = await visit({ viewport: { width: 390, height: 844 } });
  await rowOf(page, 'Fay Phone').waitFor();
  const widths = [await sideways(page)];
  await button(page, /^Claim next/).click();
  await page.locator('.rd-sheet img').waitFor();
  widths.push(await sideways(page));
  await button(page, /^Reject…/).click();
  await page.getByLabel('too blurred').check();
  widths.push(await sideways(page));
  await page
    .getByRole('form', { name: 'Reject' })
    .getByRole('button', { name: /^Reject/ })
    .click();
  await button(page, /^Send now/).click();
  await seesDone(page);
  widths.push(await sideways(page));
  expect(widths).toEqual([0, 0, 0, 0]);
  expect(await caseOf(id)).toHaveProperty('decision.outcome', 'REJECTED');
});
