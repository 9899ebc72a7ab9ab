import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  BeginVerificationDocument,
  ClaimNextDocument,
  DeclareIdentityDocument,
  ReleaseDocument,
  SubmitTaxNumberDocument,
} from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { buildPage } from './build-page.ts';
import { launchBrowser, visitGraphiql, type Visitor } from './graphiql-visitor.ts';

let server: TestServer;
let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServerForTests(), launchBrowser(), buildPage()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  visitor = await visitGraphiql(browser, server.url);
});
afterEach(() => visitor.leave());

async function becomeManufacturer(buyer: TestClient): Promise<void> {
  const { declareIdentity } = await buyer.data(DeclareIdentityDocument, {
    identity: { manufacturer: { companyName: 'Pine Works', mainProducts: 'Chairs', factoryAddress: '1 Mill Lane' } },
  });
  expect(declareIdentity).toHaveProperty('member');
}

async function beginVerification(buyer: TestClient, method: 'MATERIALS' | 'TAX_NUMBER'): Promise<string> {
  const { beginVerification } = await buyer.data(BeginVerificationDocument, { stage: 'SILVER', method });
  if (!('verification' in beginVerification)) throw new Error('no verification was begun');
  return beginVerification.verification.id;
}

async function submitTaxNumber(): Promise<string> {
  const buyer = await server.signIn('BUYER', { name: 'Tess Tax' });
  await becomeManufacturer(buyer);
  const verification = await beginVerification(buyer, 'TAX_NUMBER');
  const { submitTaxNumber } = await buyer.data(SubmitTaxNumberDocument, {
    verification,
    country: 'DE',
    taxNumber: 'DE 136 695 976',
  });
  expect(submitTaxNumber).toHaveProperty('verification.status', 'SUBMITTED');
  await buyer.close();
  return verification;
}

describe('with the sample people of development', () => {
  test('a sample reviewer signs in from the menu and sees what waits in the queue', async () => {
    const verification = await submitTaxNumber();
    const { page } = visitor;
    await expect.poll(() => page.getByLabel('Signed in as').inputValue()).toBe('reviewer');
    await page.getByLabel('Signed in as').selectOption({ label: 'Ravi Reviewer (Reviewer)' });
    await visitor.chooseTab('ReviewQueue');
    await visitor.run();
    await visitor.seesAnswer(new RegExp(verification));
    expect(await visitor.answer()).toContain('Tess\u00a0Tax');
    expect(visitor.complaints).toEqual([]);
  });

  test('the tabs of a reviewer’s day are open at the first visit', async () => {
    const tabs = visitor.page.getByRole('tab');
    expect(await tabs.allInnerTexts()).toEqual([
      'ReviewQueue',
      'ClaimNext',
      'ReadCase',
      'Approve',
      'Reject',
      'WatchQueue',
      'AuditTrail',
    ]);
  });

  test('a buyer finds UploadMaterial in the Collection and hands in a file', async () => {
    const buyer = await server.signIn('BUYER', { subject: 'sample|buyer' });
    await becomeManufacturer(buyer);
    const verification = await beginVerification(buyer, 'MATERIALS');
    await buyer.close();

    const { page } = visitor;
    await page.getByLabel('Signed in as').selectOption({ label: 'Bea Buyer (Buyer)' });
    await page.getByRole('button', { name: 'Show Collection' }).click();
    await page.getByLabel('Search').fill('upload file');
    await page.getByRole('button', { name: /^UploadMaterial/ }).click();
    await visitor.fillVariables({ verification, kind: 'BANK_STATEMENT', file: null });
    await page.getByRole('button', { name: 'Choose files (0 of 1 chosen)' }).click();
    const buffer = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    await page.getByLabel('File for $file').setInputFiles({ name: 'statement.png', mimeType: 'image/png', buffer });
    await page.getByText(`statement.png, ${buffer.length} bytes`).waitFor();
    await visitor.run();

    await visitor.seesAnswer(/"fileName":\s"statement\.png"/);
    expect(await visitor.answer()).toMatch(/"mediaType":\s"image\/png"/);
    expect(await page.locator('pre').innerText()).toContain(`curl ${server.url}/graphql`);
    expect(visitor.complaints).toEqual([]);
  });

  test('a reviewer who watches the queue sees what another one does, and goes on as somebody else', async () => {
    const verification = await submitTaxNumber();
    const other = await server.signIn('REVIEWER');
    const { page } = visitor;
    /** Claims and releases until the page has heard of it; when its socket is ready, only the server knows. */
    const untilTheAnswerIs = async (text: RegExp) => {
      await expect
        .poll(async () => {
          await other.data(ClaimNextDocument, {});
          await other.data(ReleaseDocument, { verification });
          return visitor.answer();
        })
        .toMatch(text);
    };

    const signIns = new Set<string>();
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        if (payload.includes('connection_init')) signIns.add(payload.toString());
      });
    });

    await visitor.reload();
    await visitor.chooseTab('WatchQueue');
    await visitor.run();
    await untilTheAnswerIs(/CLAIMED|RELEASED/);
    expect(signIns.size).toBe(1);
    await page.getByLabel('Signed in as').selectOption({ label: 'Sina Supervisor (Supervisor)' });
    await expect.poll(() => signIns.size).toBe(2);
    await page.getByRole('button', { name: 'Stop query' }).click();
    await other.close();
    expect(visitor.complaints).toEqual([]);
  });

  test('the page can’t be made to call another host', async () => {
    const call = visitor.page.evaluate(() => fetch('https://elsewhere.example/'));
    await expect(call).rejects.toThrow('Failed to fetch');
    expect(visitor.complaints.join('\n')).toMatch(/violates the following Content Security Policy directive/);
  });

  test('no token stays in the browser’s storage', async () => {
    await visitor.run();
    await visitor.seesAnswer(/totalCount/);
    const stored = await visitor.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(stored).not.toContain('eyJ');
  });
});

test('where the server has no sample people, a pasted token signs in for this tab alone', async () => {
  const { page } = visitor;
  const token = await server.token('REVIEWER', { name: 'Tilda Token' });
  await page.route('**/development/people', (route) => route.fulfill({ status: 404 }));
  await visitor.reload();
  await page.getByLabel('Bearer token').fill(`Bearer ${token}`);
  await page.keyboard.press('Enter');
  await page.getByText('Signed in as Tilda Token (Reviewer)').waitFor();
  await visitor.run();
  await visitor.seesAnswer(/totalCount/);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Bearer token').waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(token);
});
