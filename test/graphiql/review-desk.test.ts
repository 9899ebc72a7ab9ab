import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readCase } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type Submission } from '../support/submitted-verification.ts';
import { buildPage } from './build-page.ts';
import { rowOf, seesDone, visitDesk, type DeskReviewer } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

let server: TestServer;
let browser: Browser;
let supervisor: TestClient;
const visits: DeskReviewer[] = [];
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests(), launchBrowser(), buildPage()]);
  supervisor = await server.signIn('SUPERVISOR');
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map((visit) => visit.leave()));
});
afterAll(async () => {
  await browser?.close();
  await supervisor?.close();
  await server?.close();
});

async function visit(options?: Parameters<typeof visitDesk>[2]): Promise<DeskReviewer> {
  const reviewer = await visitDesk(browser, server.url, options);
  visits.push(reviewer);
  return reviewer;
}

/** A case of a buyer with this name that waits for a decision. */
async function submit(name: string, submission: Submission = {}) {
  const buyer = await server.signIn('BUYER', { name });
  const { id } = await submitVerification(server, { buyer, ...submission });
  await buyer.close();
  return id;
}

async function decisionOn(id: string) {
  const { verification } = await supervisor.data(readCase, { id });
  return verification?.decision?.outcome;
}

const approveButton = (page: Page) => page.getByRole('button', { name: 'Approve a', exact: true });

describe('a reviewer’s day', () => {
  test('by mouse: a case comes in, is claimed, rejected, taken back, and rejected for good', async () => {
    const { page, complaints } = await visit();
    await page.getByRole('heading', { name: 'All is decided' }).waitFor();
    const id = await submit('Mo Mouse', { method: 'MATERIALS' });
    await rowOf(page, 'Mo Mouse').waitFor();
    await page.getByRole('button', { name: 'Claim next' }).click();
    await page.getByRole('heading', { name: 'Mo Mouse' }).waitFor();
    await page.getByText('Yours,').waitFor();

    await page.getByRole('button', { name: 'Reject…' }).click();
    const form = page.getByRole('form', { name: 'Reject' });
    await form.getByLabel('too blurred').check();
    await form.getByLabel('Private note').fill('Ask for a scan.');
    const letter = page.getByRole('region', { name: 'What the buyer will read' });
    await letter.getByText('To put it right:').waitFor();
    expect(await letter.innerText()).not.toContain('Ask for a scan');
    await form.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await decisionOn(id)).toBeUndefined();

    // What was prepared is there again.
    expect(await form.getByLabel('too blurred').isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await seesDone(page);
    expect(await decisionOn(id)).toBe('REJECTED');

    // And it was an operation, which can be seen, edited and run.
    await page.getByRole('button', { name: 'Operations' }).click();
    await page.getByRole('button', { name: 'Open Reject as query' }).first().click();
    await expect.poll(() => page.getByRole('region', { name: 'Variables' }).innerText()).toContain(id);
    await expect
      .poll(() => page.getByRole('region', { name: 'Result Window' }).innerText())
      .toContain('RejectVerificationSuccess');
    expect(complaints).toEqual([]);
  });

  test('by keyboard alone: a case is decided in four keys and less than ten seconds', async () => {
    const id = await submit('Kay Keys');
    const { page } = await visit();
    await rowOf(page, 'Kay Keys').waitFor();
    const start = performance.now();
    const keys = ['n', 'a', 'Control+Enter', 's'] as const;
    const awaited = ['Approve a', 'Back Esc', 'Send now s', undefined] as const;
    for (const [at, key] of keys.entries()) {
      await page.keyboard.press(key);
      const name = awaited[at];
      if (name !== undefined) await page.getByRole('button', { name }).waitFor();
    }
    await seesDone(page);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(await decisionOn(id)).toBe('APPROVED');

    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Claim the next case and open it').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('by keyboard alone: a case is found, rejected with a reason, taken back, rejected for good, and seen as a query', async () => {
    const id = await submit('Kim Keyboard', { method: 'MATERIALS' });
    const { page, complaints } = await visit();
    await rowOf(page, 'Kim Keyboard').waitFor();
    const press = (...keys: readonly string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    await press('n');
    await page.getByRole('heading', { name: 'Kim Keyboard' }).waitFor();
    await press('r');
    const form = page.getByRole('form', { name: 'Reject' });
    // The form begins at its first reason.
    const first = form.getByRole('checkbox').first();
    await expect.poll(() => first.evaluate((box) => box.matches(':focus'))).toBe(true);
    await press('Space', 'Control+Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await press('u');
    await form.waitFor();
    expect(await first.isChecked()).toBe(true);
    expect(await decisionOn(id)).toBeUndefined();
    await press('Control+Enter');
    await page.getByRole('button', { name: 'Send now' }).waitFor();
    await press('s');
    await seesDone(page);
    expect(await decisionOn(id)).toBe('REJECTED');
    await press('o');
    await expect
      .poll(() => page.getByRole('region', { name: 'Result Window' }).innerText())
      .toContain('RejectVerificationSuccess');
    expect(complaints).toEqual([]);
  });

  test('while somebody types, letters are letters', async () => {
    const id = await submit('Tia Types');
    const { page } = await visit();
    await rowOf(page, 'Tia Types').click();
    await approveButton(page).waitFor();
    await page.keyboard.press('r');
    await page.getByLabel('Private note').fill('');
    await page.getByLabel('Private note').pressSequentially('narx?');
    expect(await page.getByLabel('Private note').inputValue()).toBe('narx?');
    // A reload finds the form's draft.
    await page.reload();
    await page.getByRole('button', { name: 'Reject…' }).click();
    expect(await page.getByLabel('Private note').inputValue()).toBe('narx?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    expect(await decisionOn(id)).toBeUndefined();
  });
});

describe('two reviewers on one case', () => {
  test('each sees what the other does, and only one decides', async () => {
    const id = await submit('Twyla Two');
    const [rosa, ravi] = await Promise.all([visit(), visit({ key: 'second-reviewer' })]);
    await Promise.all([rowOf(rosa.page, 'Twyla Two').click(), rowOf(ravi.page, 'Twyla Two').click()]);
    await approveButton(ravi.page).waitFor();
    await rosa.page.getByRole('button', { name: 'Claim c' }).click();
    await ravi.page.getByText('Held by Rosa Reviewer').waitFor();
    expect(await approveButton(ravi.page).isDisabled()).toBe(true);

    await rosa.page.getByRole('button', { name: 'Give back' }).click();
    await ravi.page.getByText('Nobody holds this case any more').waitFor();
    await ravi.page.keyboard.press('a');
    await ravi.page.keyboard.press('Control+Enter');
    await rowOf(rosa.page, 'Twyla Two').click();
    await ravi.page.getByRole('button', { name: 'Send now' }).click();
    await seesDone(ravi.page);
    await rosa.page.getByText('Approved by Ravi Reviewer').waitFor();
    expect(await decisionOn(id)).toBe('APPROVED');
  });
});

describe('when the connection goes', () => {
  test('a decision waits and is sent when it is back, once; and what happened meanwhile is seen', async () => {
    const id = await submit('Offa Line');
    let isAway = false;
    const sockets: (() => Promise<void>)[] = [];
    const { page } = await visit({
      async prepare(page: Page) {
        await page.routeWebSocket('**/graphql', async (socket) => {
          if (isAway) return socket.close({ code: 1012 });
          socket.connectToServer();
          sockets.push(() => socket.close({ code: 1012 }));
        });
        await page.route('**/graphql', (route) => (isAway ? route.abort() : route.continue()));
      },
    });
    await rowOf(page, 'Offa Line').click();
    await approveButton(page).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Back Esc' }).waitFor();
    isAway = true;
    await Promise.all(sockets.map((close) => close()));
    await page.getByText('No connection, trying again').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('s');
    await page.getByText('It is sent again by itself').waitFor();
    expect(await decisionOn(id)).toBeUndefined();
    await submit('Mea While');

    isAway = false;
    await seesDone(page);
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
    await rowOf(page, 'Mea While').waitFor();
    expect(await decisionOn(id)).toBe('APPROVED');
  });
});

test('nobody is shut out: axe finds nothing, in light and dark, on a desk and on a phone', async () => {
  await submit('A very long name '.repeat(6).trim(), { method: 'MATERIALS' });
  await submit('شركة الاختبار للتجارة');
  const desk = await visit({ key: 'supervisor' });
  const { page } = desk;
  expect(await desk.violations()).toEqual([]);
  await rowOf(page, 'A very long name').click();
  await approveButton(page).waitFor();
  expect(await desk.violations()).toEqual([]);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await page.getByLabel('too blurred').check();
  expect(await desk.violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Overview' }).click();
  await page.locator('.rd-chart').first().waitFor();
  expect(await desk.violations()).toEqual([]);

  const phone = await visit({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await rowOf(phone.page, 'A very long name').click();
  await phone.page.getByText('Held by').waitFor();
  expect(await phone.violations()).toEqual([]);
  // Nothing has to be scrolled sideways.
  expect(await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});
