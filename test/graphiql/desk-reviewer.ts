import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

/** A reviewer in front of the desk, in a browser of their own, with nothing kept from earlier visits. */
export interface DeskReviewer {
  readonly page: Page;
  /** What must not happen: errors in the page or its console. */
  readonly complaints: readonly string[];
  /** What the desk's own parts get wrong for people who don't see, hear or click, by axe-core. */
  readonly violations: () => Promise<readonly string[]>;
  leave(): Promise<void>;
}

/** How somebody comes to the desk. */
interface Visit {
  /** The sample person's key; Rosa Reviewer without it. */
  readonly key?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Done before the page is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
/** Waits for what fades in or out; one that is cut off is over too, and one without an end is not waited for. */
const untilStill = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
  .map((animation) => animation.finished)).then(() => undefined)`;
const axeAnswer = z.array(z.string());

/** Opens the desk and waits until its queue is live. */
export async function visitDesk(browser: Browser, url: string, visit: Visit = {}): Promise<DeskReviewer> {
  const { key = 'reviewer', viewport = { width: 1440, height: 900 }, colorScheme = 'light', prepare } = visit;
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript((person) => sessionStorage.setItem('bonafide:person', person), key);
  await prepare?.(page);
  await page.goto(`${url}/graphiql`);
  await page.getByText('Live', { exact: true }).waitFor();
  return {
    page,
    complaints,
    async violations() {
      // What is just fading in has no contrast yet.
      await page.evaluate(untilStill);
      await page.evaluate(axeSource);
      return axeAnswer.parse(
        await page.evaluate(`axe.run({ include: [['.rd'], ['.desk-bar']] }).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 120))))`),
      );
    },
    leave: () => context.close(),
  };
}

/** The row of a buyer's case in the queue. */
export const rowOf = (page: Page, name: string) => page.locator('.rd-row').filter({ hasText: name });

/** Waits until the desk says that what was decided is done. */
export async function seesDone(page: Page): Promise<void> {
  // What got no answer is sent again after three seconds: longer than a poll waits by itself.
  await expect.poll(() => page.locator('.rd-note-done').count(), { timeout: 20_000 }).toBeGreaterThan(0);
}
