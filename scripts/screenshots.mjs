// Writes docs/images/*.png: starts the built server with its sample people in a folder of its own, and looks at the review
// desk as they would. Run it by `npm run screenshots` whenever the desk looks different.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import sharp from 'sharp';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'images');
const [WIDE, PHONE] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function startServer(dataDir) {
  const server = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk) => {
      text += chunk;
      const [, found] = /listens on (\S+)/.exec(text) ?? [];
      if (found) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.once('exit', resolve);
      server.kill('SIGTERM');
    });
  return { url, stop };
}

async function write(page, name) {
  // Animations and spinners are over, and the pictures are there.
  await page.evaluate(() => Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]));
  const png = await page.screenshot({ animations: 'disabled' });
  await sharp(png).png({ palette: true, quality: 90, effort: 8 }).toFile(join(images, `${name}.png`));
}

async function open(browser, url, { key, viewport = WIDE, dark = false }) {
  const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  await page.addInitScript((person) => sessionStorage.setItem('bonafide:person', person), key);
  await page.goto(`${url}/graphiql`);
  await page.getByRole('button', { name: /^Claim next/ }).waitFor();
  if (viewport === WIDE) await page.getByRole('region', { name: 'Result Window' }).getByRole('code').waitFor();
  await page.locator('.rd-row').first().waitFor();
  return page;
}

const olive = (page) => page.getByRole('button', { name: /^Olive Online/ });

const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-screenshots-'));
await mkdir(images, { recursive: true });
const server = await startServer(dataDir);
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args.filter((arg) => !/single-process|no-zygote/.test(arg)), '--no-sandbox', '--disable-gpu'],
});
try {
  const page = await open(browser, server.url, { key: 'reviewer' });
  await write(page, 'desk-queue');
  await olive(page).click();
  await page.locator('.rd-sheet img').waitFor();
  // The desk shows by itself when both materials were read.
  await page.locator('.rd-read-mark').nth(3).waitFor({ timeout: 120_000 });
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Open ReadCase as query' }).first().click();
  await write(page, 'desk-case');
  await page.getByRole('button', { name: /^Reject…/ }).click();
  await page.getByLabel('name differs').first().check();
  await write(page, 'desk-reject');
  await page.context().close();

  const dark = await open(browser, server.url, { key: 'second-reviewer', dark: true });
  await write(dark, 'desk-queue-dark');
  await dark.keyboard.press('?');
  await dark.getByRole('dialog').waitFor();
  await write(dark, 'desk-keys-dark');
  await dark.context().close();

  const overview = await open(browser, server.url, { key: 'supervisor' });
  await overview.getByRole('button', { name: 'Overview' }).click();
  await overview.locator('.rd-chart').first().waitFor();
  await write(overview, 'desk-overview');
  await overview.context().close();

  const phone = await open(browser, server.url, { key: 'reviewer', viewport: PHONE });
  await write(phone, 'desk-phone-queue');
  await phone.getByRole('button', { name: /^Olive Online/ }).click();
  await phone.locator('.rd-sheet img').waitFor();
  await write(phone, 'desk-phone-case');
  await phone.context().close();
} finally {
  await browser.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
