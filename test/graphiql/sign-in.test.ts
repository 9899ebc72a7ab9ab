import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { startSignInProvider, type SignInProvider } from '../support/sign-in-provider.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { buildPage } from './build-page.ts';
import { rowOf } from './desk-reviewer.ts';
import { launchBrowser } from './graphiql-visitor.ts';

/** How long something may take on a busy machine. */
const soon = { timeout: 15_000 };

const HOUR = 3_600_000;

let provider: SignInProvider;
let server: TestServer;
let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  provider = await startSignInProvider({
    rosa: { name: 'Rosa Real', email: 'rosa@market.example', roles: ['reviewer'] },
    ravi: { name: 'Ravi Real', email: 'ravi@market.example', roles: ['supervisor', 'reviewer'] },
  });
  [server, browser] = await Promise.all([startServerForTests({ env: provider.env }), launchBrowser(), buildPage()]);
  provider.admit(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  provider?.close();
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|CORS/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  // The provider's own pages would like a font from afar.
  await page.route(/googleapis/, (route) => route.abort());
  await page.goto(`${server.url}/graphiql`);
});
afterEach(async () => {
  vi.useRealTimers();
  await page.context().close();
});

/** Lets time pass for the server and the provider; the browser does not know of it. */
function pass(milliseconds: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

async function give(login: string) {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

async function signIn(login: string) {
  await signInButton().click();
  await give(login);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('All is decided').waitFor();
}

const bar = () => page.locator('.desk-bar');
const signInButton = () => page.getByRole('button', { name: 'Sign in', exact: true });
const issuer = () => provider.env['AUTH_ISSUER'] ?? '';
const alert = () => bar().getByRole('status');
// Where the page is on its way elsewhere there is none yet.
const alertText = async () => (await alert().allInnerTexts()).join(' ');

test('a reviewer signs in at the provider, and the desk is theirs', async () => {
  // Whoever is nobody yet sees the editor alone; that is not kept for who comes.
  await page.getByRole('region', { name: 'Operation Editor' }).getByRole('code').waitFor();
  await signIn('rosa');
  await bar().getByText('Signed in as Rosa Real (Reviewer)').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(complaints).toEqual([]);
});

test('a sign-out ends the session there as well, also after a reload', async () => {
  await signIn('ravi');
  await bar().getByText('Signed in as Ravi Real (Supervisor, Reviewer)').waitFor();
  await page.reload();
  await page.getByText('All is decided').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.waitForURL(`${server.url}/graphiql**`);
  await signInButton().click();
  await page.getByPlaceholder('Enter any login').waitFor();
  expect(complaints).toEqual([]);
});

describe('a sign-in that fails is told in a sentence', () => {
  test('when its person says no', async () => {
    await signInButton().click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect.poll(alertText, soon).toContain('Signing in did not work: The identity provider was told no');
    await signInButton().waitFor();
  });

  test('when the provider can’t be reached', async () => {
    await page.route('**/.well-known/openid-configuration', (route) => route.abort());
    await signInButton().click();
    await expect.poll(alertText, soon).toContain('The identity provider can’t be reached');
  });

  test('when the provider is another than the server was told', async () => {
    await page.route('**/.well-known/openid-configuration', (route) =>
      route.fulfill({ json: { issuer: 'https://elsewhere.example' }, headers: { 'access-control-allow-origin': '*' } }),
    );
    await signInButton().click();
    await expect.poll(alertText, soon).toContain('The identity provider answered what was not expected');
  });

  const forgeries: readonly [what: string, change: (answer: URLSearchParams) => void][] = [
    ['a state that is not its own', (answer) => answer.set('state', 'forged')],
    ['the name of another provider', (answer) => answer.set('iss', 'https://elsewhere.example')],
    ['no name of the provider', (answer) => answer.delete('iss')],
  ];
  test.for(forgeries)('when the answer has %s', async ([, change]) => {
    const asked = page.waitForRequest(/code_challenge/);
    await signInButton().click();
    const { searchParams } = new URL((await asked).url());
    await page.getByPlaceholder('Enter any login').waitFor();
    const answer = new URLSearchParams({ code: 'any', state: searchParams.get('state') ?? '', iss: issuer() });
    change(answer);
    const given = provider.grants.refused.length;
    await page.goto(`${server.url}/graphiql?${answer.toString()}`);
    await alert().getByText('The answer does not belong to this sign-in').waitFor();
    // Its code was not even tried.
    expect(provider.grants.refused).toHaveLength(given);
    await signInButton().waitFor();
  });
});

describe('a session that has run out', () => {
  test('goes on by itself while the page has a refresh token, which is used once for all that wait', async () => {
    await signIn('rosa');
    await page.getByText('Live', { exact: true }).waitFor();
    const before = provider.grants.given.filter((kind) => kind === 'refresh_token').length;
    const refused = provider.grants.refused.length;
    pass(2 * HOUR);
    await page.getByRole('button', { name: /^Overdue/ }).click();
    await page.getByText('Nothing fits').waitFor();
    expect(provider.grants.given.filter((kind) => kind === 'refresh_token')).toHaveLength(before + 1);
    expect(provider.grants.refused).toHaveLength(refused);
    await bar().getByText('Signed in as Rosa Real').waitFor();
  });

  test('says so, and what was prepared is there when the same person signs in again', async () => {
    const account = { name: 'Dora Draft', email: 'dora@buyers.example', roles: ['buyer'] };
    const buyer = server.withToken(await provider.token('dora', account));
    await submitVerification(server, { buyer });
    await buyer.close();

    await signInButton().click();
    await give('rosa');
    await page.getByRole('button', { name: 'Continue' }).click();
    await rowOf(page, 'Dora Draft').click();
    await page.getByRole('button', { name: 'Reject…' }).click();
    await page.getByLabel('Private note').fill('Ask the tax office.');
    // A page that is loaded anew has no refresh token.
    await page.reload();
    await page.getByRole('button', { name: 'Reject…' }).waitFor();
    pass(20 * 24 * HOUR);
    await page.getByRole('button', { name: 'Back to the queue' }).click();
    await page.getByRole('button', { name: /^Overdue/ }).click();
    await alert().getByText('Your session has ended. What you prepared is kept in this tab.').waitFor();

    await page.getByRole('button', { name: 'Sign in again' }).click();
    await give('rosa');
    await page.getByRole('button', { name: 'Continue' }).click();
    await bar().getByText('Signed in as Rosa Real').waitFor();
    await rowOf(page, 'Dora Draft').click();
    await page.getByRole('button', { name: 'Reject…' }).click();
    expect(await page.getByLabel('Private note').inputValue()).toBe('Ask the tax office.');
  });
});
