import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/** Made for short-lived functions: they weaken the very policies that are tested here, or end the browser with a tab. */
const UNWANTED =
  /^--(?:disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|single-process|no-zygote)$/;

/** A browser for one test file. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !UNWANTED.test(arg)),
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Somebody in front of GraphiQL, with nothing kept from earlier visits. */
export interface Visitor {
  readonly page: Page;
  /** What must not happen: requests to other hosts, violated policies, errors in the console. */
  readonly complaints: readonly string[];
  chooseTab(name: string): Promise<void>;
  run(): Promise<void>;
  /** Waits until the answer holds this text; GraphiQL writes a hard space where the answer has a space. */
  seesAnswer(text: RegExp): Promise<void>;
  answer(): Promise<string>;
  fillVariables(variables: object): Promise<void>;
  reload(): Promise<void>;
  leave(): Promise<void>;
}

/** Opens GraphiQL at the server's address, with its panels closed, and waits until it can be worked with. */
export async function visitGraphiql(browser: Browser, url: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('graphiql:visiblePlugin', ''));
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== url) complaints.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(url).host) complaints.push(socket.url());
  });

  await page.goto(`${url}/graphiql`);
  const answer = page.getByRole('region', { name: 'Result Window' });
  const isReady = async () => {
    await page.getByRole('region', { name: 'Operation Editor' }).getByRole('code').waitFor();
    await answer.getByRole('code').waitFor();
  };
  await isReady();
  return {
    page,
    complaints,
    chooseTab: (name) => page.getByRole('tab', { name }).click(),
    run: () => page.getByRole('button', { name: 'Execute query' }).click(),
    seesAnswer: (text) => answer.filter({ hasText: text }).waitFor(),
    answer: () => answer.innerText(),
    async fillVariables(variables) {
      await page.getByRole('region', { name: 'Variables' }).getByRole('code').first().click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(JSON.stringify(variables));
      // The editor has closed the first quote and bracket by itself.
      await page.keyboard.press('ControlOrMeta+Shift+End');
      await page.keyboard.press('Delete');
    },
    async reload() {
      await page.reload();
      await isReady();
    },
    leave: () => context.close(),
  };
}
