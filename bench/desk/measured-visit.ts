import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { z } from 'zod';

/** A headless browser that keeps what it loads, as people's do. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !/single-process|no-zygote/.test(arg)), '--no-sandbox', '--disable-gpu'],
  });
}

/** When a visit's parts were there, in milliseconds from the click that led to the page. */
export interface MeasuredVisit {
  /** The first thing painted. */
  readonly firstPaint: number;
  /** The queue's first rows painted. */
  readonly rows: number;
  /** GraphiQL's editor ready to be written in. */
  readonly editor: number;
  /** The files that were there before the rows. */
  readonly filesBefore: readonly string[];
  /** The files that came after them. */
  readonly filesAfter: readonly string[];
}

const seen = z.object({
  firstPaint: z.number(),
  rows: z.number(),
  editor: z.number(),
  files: z.array(z.object({ name: z.string(), at: z.number() })),
});

/** Runs in the page before anything else: notes when rows, and then the editor, are painted. */
const NOTE_WHAT_IS_PAINTED = `{
  const waiting = new Map([['rows', '.rd-row'], ['editor', '.graphiql-editor .monaco-editor .view-line']]);
  new MutationObserver(() => {
    for (const [name, selector] of waiting) {
      if (!document.querySelector(selector)) continue;
      waiting.delete(name);
      // Two frames: one that draws, and one that tells that it was drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)));
    }
  }).observe(document, { childList: true, subtree: true });
}`;

/** Opens the desk as the sample reviewer and measures it until the editor is there too. */
export async function measureVisit(context: BrowserContext, url: string): Promise<MeasuredVisit & { page: Page }> {
  const page = await context.newPage();
  await page.addInitScript(() => sessionStorage.setItem('bonafide:person', 'reviewer'));
  await page.addInitScript({ content: NOTE_WHAT_IS_PAINTED });
  await page.goto(`${url}/graphiql`, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('editor').length > 0, undefined, { polling: 100 });
  const { files, ...times } = seen.parse(
    await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      rows: performance.getEntriesByName('rows')[0]?.startTime,
      editor: performance.getEntriesByName('editor')[0]?.startTime,
      files: performance
        .getEntriesByType('resource')
        .map((entry) => ({ name: entry.name, at: entry.startTime + entry.duration })),
    })),
  );
  const assets = files.flatMap(({ name, at }) => {
    const [, file] = /\/graphiql\/assets\/([^?#]+)/.exec(name) ?? [];
    return file === undefined ? [] : [{ file, isBefore: at <= times.rows }];
  });
  const namesOf = (isBefore: boolean) => [
    ...new Set(assets.filter((asset) => asset.isBefore === isBefore).map(({ file }) => file)),
  ];
  return { page, ...times, filesBefore: namesOf(true), filesAfter: namesOf(false) };
}
