import { randomUUID } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeMaterial, submitMaterials, uploadMaterial } from '../support/buyer-material-operations.ts';
import { beginVerification, declareIdentity } from '../support/buyer-operations.ts';
import { sendEmailCode, submitEmailCode, submitTaxNumber } from '../support/buyer-proof-operations.ts';
import { begin, sendCode, signInBuyer, uploaded, used } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { materialFiles } from '../support/material-files.ts';
import { recordOrder, refundOrder } from '../support/order-operations.ts';
import { approveNow } from '../support/quick-review.ts';
import { approveVerification, claimVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { restoreChances, revokeMembership } from '../support/supervisor-operations.ts';
import { untyped } from '../support/untyped.ts';
import { effectsOf } from './effects.ts';
import { comeIn, sendKeyed, type KeyedCall } from './send-keyed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

const call = ({ token }: TestClient, document: DocumentNode, input: KeyedCall['input'], file?: KeyedCall['file']) => ({
  document: untyped(document),
  input,
  token,
  file,
});
const usd = (amount: number) => ({ amount, currency: 'USD' });

async function draft(method: 'MATERIALS' | 'TAX_NUMBER' | 'EMAIL') {
  const buyer = await signInBuyer(server);
  return { buyer, verification: await begin(buyer, method) };
}

async function recorded(amount = 100) {
  const service = await server.signIn('SERVICE');
  const input = { order: randomUUID(), member: { subject: `test|${randomUUID()}` }, amount: usd(amount) };
  await service.data(recordOrder, { input });
  return { service, input };
}

/** One call for each problem that carries more than a sentence, and for each way in which one comes about. */
const problems: Readonly<Record<string, () => Promise<KeyedCall>>> = {
  async InputInvalid() {
    const identity = { wholesaler: { companyName: ' ', productCategories: '' } };
    return call(await server.signIn('BUYER'), declareIdentity, { identity });
  },
  async IdentityUnderReview() {
    const identity = { wholesaler: { companyName: 'Other Ltd', productCategories: 'Tea' } };
    return call((await submitVerification(server)).buyer, declareIdentity, { identity });
  },
  async IdentityMissing() {
    return call(await server.signIn('BUYER'), beginVerification, { stage: 'SILVER', method: 'EMAIL' });
  },
  async StageNotFound() {
    return call(await signInBuyer(server), beginVerification, { stage: 'LEAD', method: 'EMAIL' });
  },
  async StageAlreadyUnlocked() {
    const { buyer, id } = await submitVerification(server);
    await approveNow(await server.signIn('REVIEWER'), id);
    return call(buyer, beginVerification, { stage: 'SILVER', method: 'EMAIL' });
  },
  async MethodNotAccepted() {
    return call(await signInBuyer(server), beginVerification, { stage: 'PLATINUM', method: 'EMAIL' });
  },
  async VerificationAlreadyOpen() {
    const { buyer } = await submitVerification(server);
    return call(buyer, beginVerification, { stage: 'SILVER', method: 'TAX_NUMBER' });
  },
  async VerificationNotFound() {
    return call(await signInBuyer(server), submitMaterials, { verification: 'none' });
  },
  async VerificationNotOpen() {
    const { buyer, verification } = await draft('EMAIL');
    return call(buyer, submitMaterials, { verification });
  },
  async RequirementsUnmet() {
    const { buyer, verification } = await draft('MATERIALS');
    return call(buyer, submitMaterials, { verification });
  },
  async MaterialNotRequired() {
    const { buyer, verification } = await draft('MATERIALS');
    const input = { verification, kind: 'STORE_PHOTO', file: null };
    return call(buyer, uploadMaterial, input, materialFiles.png);
  },
  async MaterialTypeNotAccepted() {
    const { buyer, verification } = await draft('MATERIALS');
    const input = { verification, kind: 'BANK_STATEMENT', file: null };
    return call(buyer, uploadMaterial, input, { ...materialFiles.pdf, content: new Uint8Array(1000) });
  },
  async MaterialBroken() {
    const { buyer, verification } = await draft('MATERIALS');
    const content = materialFiles.png.content.slice(0, 100);
    const input = { verification, kind: 'BANK_STATEMENT', file: null };
    return call(buyer, uploadMaterial, input, { ...materialFiles.png, content });
  },
  async MaterialNotFound() {
    return call(await signInBuyer(server), removeMaterial, { material: randomUUID() });
  },
  async TaxNumberMalformed() {
    const { buyer, verification } = await draft('TAX_NUMBER');
    return call(buyer, submitTaxNumber, { verification, country: 'DE', taxNumber: 'DE 1' });
  },
  async EmailNotAccepted() {
    const { buyer, verification } = await draft('EMAIL');
    return call(buyer, sendEmailCode, { verification, email: 'somebody@gmail.com' });
  },
  async TooManyCodes() {
    const { buyer, verification } = await draft('EMAIL');
    const email = `office@${randomUUID()}.example`;
    await sendCode(buyer, verification, email);
    return call(buyer, sendEmailCode, { verification, email });
  },
  async CodeMissing() {
    const { buyer, verification } = await draft('EMAIL');
    return call(buyer, submitEmailCode, { verification, code: '12345678' });
  },
  async QueueEmpty() {
    return call(await server.signIn('REVIEWER'), claimVerification, { filter: { dueBy: '2000-01-01' } });
  },
  async ClaimHeld() {
    const { id: verification } = await submitVerification(server);
    await (await server.signIn('REVIEWER')).data(claimVerification, { input: { verification } });
    return call(await server.signIn('REVIEWER'), claimVerification, { verification });
  },
  async OwnVerification() {
    const both = await server.signIn(['BUYER', 'REVIEWER']);
    const { id: verification } = await submitVerification(server, { buyer: both });
    return call(both, claimVerification, { verification });
  },
  async VerificationChanged() {
    const { id: verification, version } = await submitVerification(server);
    return call(await server.signIn('REVIEWER'), approveVerification, { verification, version: version + 1 });
  },
  async 'InputInvalid of a rejection'() {
    const { id: verification, version } = await submitVerification(server);
    return call(await server.signIn('REVIEWER'), rejectVerification, { verification, version, reasons: [] });
  },
  async MemberNotFound() {
    const input = { member: randomUUID(), method: 'EMAIL', reason: 'No reason.' };
    return call(await server.signIn('SUPERVISOR'), restoreChances, input);
  },
  async NothingToRevoke() {
    const { memberId: member } = await submitVerification(server);
    return call(await server.signIn('SUPERVISOR'), revokeMembership, { member, reason: 'No reason.' });
  },
  async CurrencyNotAccepted() {
    const input = { order: randomUUID(), member: { subject: 'test|euro' }, amount: { amount: 1, currency: 'EUR' } };
    return call(await server.signIn('SERVICE'), recordOrder, input);
  },
  async OrderConflict() {
    const { service, input } = await recorded();
    return call(service, recordOrder, { ...input, amount: usd(7) });
  },
  async OrderNotFound() {
    return call(await server.signIn('SERVICE'), refundOrder, { order: randomUUID(), refund: randomUUID() });
  },
  async RefundExceedsOrder() {
    const { service, input } = await recorded();
    return call(service, refundOrder, { order: input.order, refund: randomUUID(), amount: usd(101) });
  },
  async RefundConflict() {
    const { service, input } = await recorded();
    const refund = randomUUID();
    await service.data(refundOrder, { input: { order: input.order, refund, amount: usd(1) } });
    return call(service, refundOrder, { order: input.order, refund, amount: usd(2) });
  },
  async 'Success of an order that was recorded before'() {
    const { service, input } = await recorded();
    return call(service, recordOrder, input);
  },
  async 'Success of a refund that was recorded before'() {
    const { service, input } = await recorded();
    const refund = { order: input.order, refund: randomUUID() };
    await service.data(refundOrder, { input: refund });
    return call(service, refundOrder, refund);
  },
};

describe.each(Object.entries(problems))('%s', (name, prepare) => {
  it('is an answer like any other: given again with its key', async () => {
    const given = await prepare();
    await comeIn(server, given);
    const before = await effectsOf(server);
    const first = await sendKeyed(server, given, 'a-problem');
    expect(first.text).toMatch(new RegExp(`"__typename":"\\w*${name.split(' ')[0]}"`));
    expect(first.text).toContain(name.startsWith('Success') ? '"alreadyRecorded":true' : '"message":');
    expect((await sendKeyed(server, given, 'a-problem')).text).toBe(first.text);
    expect(await effectsOf(server)).toEqual(before);
  });
});

it('each wrong code costs one chance, however often it is sent with its key, and the last says which paths remain', async () => {
  const { buyer, verification } = await draft('EMAIL');
  await sendCode(buyer, verification, `office@${randomUUID()}.example`);
  const guess = call(buyer, submitEmailCode, { verification, code: 'not the code' });
  for (const [left, key] of [4, 3, 2, 1].map((chances) => [chances, `guess-${chances}`] as const)) {
    const first = await sendKeyed(server, guess, key);
    expect(first.text).toContain(`"chancesLeft":${left}`);
    expect((await sendKeyed(server, guess, key)).text).toBe(first.text);
    expect(await used(buyer, 'EMAIL')).toBe(5 - left);
  }
  const last = await sendKeyed(server, guess, 'the-last');
  expect(last.text).toContain('"__typename":"ChancesExhausted"');
  expect(last.text).toContain('The code is wrong.');
  expect((await sendKeyed(server, guess, 'the-last')).text).toBe(last.text);
  expect((await sendKeyed(server, guess, 'one-more')).text).toContain('"__typename":"ChancesExhausted"');
  expect((await sendKeyed(server, guess, 'guess-4')).text).toContain('"chancesLeft":4');
});

it('a problem stays its key’s answer when what caused it is mended; another key gets another', async () => {
  const { buyer, verification } = await draft('MATERIALS');
  const submission = call(buyer, submitMaterials, { verification });
  const first = await sendKeyed(server, submission, 'too-early');
  await uploaded(buyer, verification, 'BANK_STATEMENT');
  expect(first.text).toContain('"__typename":"RequirementsUnmet"');
  expect((await sendKeyed(server, submission, 'too-early')).text).toBe(first.text);
  expect((await sendKeyed(server, submission, 'in-time')).text).toContain('"__typename":"SubmitMaterialsSuccess"');
});
