import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReasonCode } from '../generated/graphql.ts';
import { bothForms } from '../support/both-forms.ts';
import type { ArrivedMail } from '../support/mail-sink.ts';
import type { TestClient } from '../support/client.ts';
import { recordOrder } from '../support/order-operations.ts';
import { approveVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

let server: TestServer;
let reviewer: TestClient;
let service: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
  service = await server.signIn('SERVICE');
});
afterAll(() => server.close());

async function approve({ id, version }: SubmittedVerification): Promise<void> {
  await reviewer.data(approveVerification, { input: { verification: id, version } });
}

async function reject(
  { id, version }: SubmittedVerification,
  reasons: readonly { code: ReasonCode; material?: string }[],
) {
  const input = { verification: id, version, reasons: [...reasons] };
  const { rejectVerification: answer } = await reviewer.data(rejectVerification, { input });
  expect(answer.__typename).toBe('RejectVerificationSuccess');
}

/** Both forms of a mail say it. */
function expectToSay(mail: ArrivedMail, ...sentences: readonly string[]): void {
  for (const form of bothForms(mail)) for (const sentence of sentences) expect(form).toContain(sentence);
}

it('an approval is told with the stage, the level and what it brings', async () => {
  const submitted = await submitVerification(server, { stage: 'GOLD' });
  await approve(submitted);
  const mail = await server.mails.waitFor(submitted.email, /unlocked/);
  expect(mail.subject).toBe('You have unlocked Gold');
  const benefits = ['Request quotes', 'Faster replies', 'Free samples', '30 days to pay'];
  expectToSay(mail, 'the stage Gold is unlocked', 'Your membership level is now Gold.', ...benefits);
  expect(mail.text).not.toContain('Priority support');
});

it('an approval below the level that was reached meanwhile does not lower what is told', async () => {
  const submitted = await submitVerification(server, { stage: 'SILVER' });
  const amount = { amount: 1_000_000, currency: 'USD' };
  await service.data(recordOrder, { input: { order: 'mail-1', member: { id: submitted.memberId }, amount } });
  await server.mails.waitFor(submitted.email, /orders have unlocked Gold/);
  await approve(submitted);
  const mail = await server.mails.waitFor(submitted.email, /You have unlocked Silver/);
  expect(mail.text).not.toContain('level is now Silver');
  expectToSay(mail, 'the stage Silver is unlocked', 'Your membership level is now Gold.', 'Free samples');
});

it('a rejection is told with each reason, its remedy, the chances left and the other paths', async () => {
  const identity = { onlineRetailer: { storeName: 'Bea', storeLink: 'https://bea.example' } };
  const submitted = await submitVerification(server, { method: 'MATERIALS', identity });
  const screenshot = submitted.materials.find((one) => one.kind === 'STORE_BACKEND_SCREENSHOT')?.id ?? '';
  await reject(submitted, [{ code: 'STORE_NAME_MISMATCH', material: screenshot }, { code: 'INFORMATION_INCORRECT' }]);
  const mail = await server.mails.waitFor(submitted.email, /not approved/);
  expect(mail.subject).toBe('Your verification for Silver is not approved yet');
  expectToSay(
    mail,
    "(store_backend_screenshot.png): The store's name differs from the one that you gave.",
    'To put it right: Correct your information, or hand in what agrees with it.',
    'Something in your information is wrong or missing.',
    'You have 4 chances left for verification with materials.',
    'Tax number verification',
    'Business email verification',
    'Spending through orders',
  );
  expect(mail.text).not.toContain('Verification with materials');
});

it('the last rejection names the paths that remain, and no further chance', async () => {
  let last = await submitVerification(server, { stage: 'GOLD' });
  const { buyer, email } = last;
  await reject(last, [{ code: 'TAX_NUMBER_NOT_FOUND' }]);
  for (let chance = 2; chance <= 5; chance += 1) {
    last = await submitVerification(server, { stage: 'GOLD', buyer });
    await reject(last, [{ code: 'TAX_NUMBER_NOT_FOUND' }]);
  }
  const mail = await server.mails.waitFor(email, /^Your verification for Gold is not approved$/);
  expectToSay(
    mail,
    'You have no chances left for tax number verification. You can still choose another way.',
    'Verification with materials',
    'Spending through orders',
  );
  expect(mail.text).not.toContain('Business email verification');
});
