import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { finenessOf, spoil } from './conditions.ts';
import type { Exhibit } from './corpus.ts';

/** The file of an exhibit. */
export function fileOf(folder: string, { id, condition }: Exhibit): string {
  return join(
    folder,
    `${id}.${condition === 'pdf' ? 'pdf' : ['jpeg', 'photograph', 'turned'].includes(condition) ? 'jpg' : 'png'}`,
  );
}

/** Draws the exhibits that are not there yet, and spoils them, until the time is over. Returns how many are still missing. */
export async function render(folder: string, exhibits: readonly Exhibit[], until: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  const there = await Promise.all(
    exhibits.map((one) =>
      stat(fileOf(folder, one)).then(
        () => true,
        () => false,
      ),
    ),
  );
  const missing = exhibits.filter((_, index) => !there[index]);
  if (missing.length === 0) return 0;
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      // Made for short-lived functions: the browser would end with its first tab.
      ...chromium.args.filter((arg) => !/^--(?:single-process|no-zygote)$/.test(arg)),
      '--no-sandbox',
      '--disable-gpu',
      '--allow-file-access-from-files',
    ],
  });
  let left = missing.length;
  try {
    for (const exhibit of missing) {
      if (Date.now() > until) break;
      const { document, condition } = exhibit;
      const source = join(folder, 'page.html');
      await writeFile(source, document.html);
      const page = await browser.newPage({
        viewport: { width: document.width, height: 600 },
        deviceScaleFactor: finenessOf(condition),
      });
      await page.goto(pathToFileURL(source).href);
      await page.evaluate('document.fonts.ready');
      const drawn =
        condition === 'pdf'
          ? await page.pdf({ format: 'A4', printBackground: true })
          : await spoil(await page.screenshot({ fullPage: true }), condition, exhibit.id);
      await page.close();
      await writeFile(join(folder, 'half'), drawn);
      await rename(join(folder, 'half'), fileOf(folder, exhibit));
      left -= 1;
    }
  } finally {
    await browser.close();
  }
  return left;
}

/** The bytes of an exhibit that was drawn. */
export function bytesOf(folder: string, exhibit: Exhibit): Promise<Buffer> {
  return readFile(fileOf(folder, exhibit));
}
