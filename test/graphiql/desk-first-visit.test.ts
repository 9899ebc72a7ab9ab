import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { buildPage } from './build-page.ts';
import { rowOf, visitDesk, type DeskReviewer } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

/** How long something may take on a busy machine. */
const soon = { timeout: 15_000 };

let server: TestServer;
let browser: Browser;
let reviewer: DeskReviewer;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests(), launchBrowser(), buildPage()]);
  const buyer = await server.signIn('BUYER', { name: 'Vi Visited' });
  await submitVerification(server, { buyer });
  await buyer.close();
});
afterEach(() => reviewer.leave());
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens the desk for the first time, and waits for the editor too where it is shown. */
async function visit(options: Parameters<typeof visitDesk>[2] = {}): Promise<void> {
  reviewer = await visitDesk(browser, server.url, options);
  page = reviewer.page;
  await page.getByRole('button', { name: 'Show Collection' }).waitFor();
}

/** The share of the window's width that something takes. */
const shareOf = async (selector: string) => {
  const box = await page.locator(selector).boundingBox();
  return (box?.width ?? 0) / (page.viewportSize()?.width ?? 1);
};
const choose = (panel: string) => page.getByRole('button', { name: `Show ${panel}` }).click();

describe('at a reviewer’s first visit', () => {
  test('the desk takes most of the window, the editor the rest, and other panels only what they need', async () => {
    await visit();
    await page.getByRole('region', { name: 'Operation Editor' }).waitFor();
    expect(await shareOf('.graphiql-plugin')).toBeGreaterThan(0.6);
    expect(await shareOf('.graphiql-sessions')).toBeGreaterThan(0.25);
    for (const panel of ['Collection', 'Documentation Explorer', 'History']) {
      await choose(panel);
      await expect.poll(() => shareOf('.graphiql-plugin'), soon).toBeLessThan(0.3);
      expect(await shareOf('.graphiql-sessions')).toBeGreaterThan(0.6);
    }
    await choose('Review desk');
    await expect.poll(() => shareOf('.graphiql-plugin'), soon).toBeGreaterThan(0.6);
  });

  test('a width that the desk was given stays its own, also after a reload', async () => {
    await visit();
    const bar = page.locator('.graphiql-main > .graphiql-horizontal-drag-bar');
    await bar.waitFor();
    const box = await bar.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 4, 300);
    await page.mouse.down();
    await page.mouse.move(720, 300, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => localStorage.getItem('graphiql:reviewDeskFlex')), soon).not.toBeNull();
    const given = await shareOf('.graphiql-plugin');
    expect(given).toBeLessThan(0.55);
    await choose('Collection');
    await expect.poll(() => shareOf('.graphiql-plugin'), soon).toBeLessThan(0.3);
    await page.reload();
    await page.getByRole('heading', { name: 'Collection' }).waitFor();
    expect(await shareOf('.graphiql-plugin')).toBeLessThan(0.3);
    await choose('Review desk');
    await expect.poll(() => shareOf('.graphiql-plugin'), soon).toBeCloseTo(given, 2);
  });

  test('on a phone the desk stands alone, and any other panel above the editor', async () => {
    await visit({ viewport: { width: 390, height: 844 } });
    expect(await shareOf('.graphiql-plugin')).toBeGreaterThan(0.8);
    expect(await page.locator('.graphiql-sessions').isVisible()).toBe(false);
    await choose('Collection');
    await expect.poll(() => shareOf('.graphiql-plugin'), soon).toBeGreaterThan(0.75);
    expect(await shareOf('.graphiql-sessions')).toBeGreaterThan(0.75);
  });
});

describe.for(['light', 'dark'] as const)('axe finds nothing in %s', (colorScheme) => {
  test('in the forms, the notes and the keys', async () => {
    await visit({ colorScheme, key: 'supervisor' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await reviewer.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await rowOf(page, 'Vi Visited').click();
    await page.getByRole('button', { name: 'Approve a' }).click();
    await page.getByRole('form', { name: 'Approve' }).waitFor();
    expect(await reviewer.violations()).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    expect(await reviewer.violations()).toEqual([]);
    await page.keyboard.press('u');
    await page.getByRole('form', { name: 'Approve' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Operations' }).click();
    expect(await reviewer.violations()).toEqual([]);
    await page.keyboard.press('x');
    await page.getByRole('button', { name: /^Mine/ }).click();
    await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
    expect(await reviewer.violations()).toEqual([]);
    await page.getByRole('button', { name: 'Overview' }).click();
    await page.locator('.rd-chart').first().waitFor();
    expect(await reviewer.violations()).toEqual([]);
  });

  test('for those who do not review, and for nobody', async () => {
    await visit({ colorScheme });
    await page.getByLabel('Signed in as').selectOption({ label: 'Bea Buyer (Buyer)' });
    await page.getByText('It is for reviewers and supervisors').waitFor();
    expect(await reviewer.violations()).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Sign in as a reviewer').waitFor();
    expect(await reviewer.violations()).toEqual([]);
  });
});
