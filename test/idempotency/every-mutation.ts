import { randomUUID } from 'node:crypto';
import { removeMaterial, submitMaterials, uploadMaterial } from '../support/buyer-material-operations.ts';
import { beginVerification, declareIdentity, withdrawVerification } from '../support/buyer-operations.ts';
import { sendEmailCode, submitEmailCode, submitTaxNumber } from '../support/buyer-proof-operations.ts';
import { begin, sendCode, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { codeIn, wrongFor } from '../support/mailed-code.ts';
import { inDatabase } from '../support/database-text.ts';
import { checkDecision } from '../support/desk-operations.ts';
import { materialFiles } from '../support/material-files.ts';
import { recordOrder, refundOrder } from '../support/order-operations.ts';
import { eraseMember, exportMember } from '../privacy/privacy-operations.ts';
import {
  approveVerification,
  claimVerification,
  rejectVerification,
  releaseVerification,
} from '../support/reviewer-operations.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import type { TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { restoreChances, revokeMembership } from '../support/supervisor-operations.ts';
import { everyOperatorMutation } from './every-operator-mutation.ts';
import { everyWebhookMutation } from './every-webhook-mutation.ts';
import { prepared, type PreparedCall } from './prepared-call.ts';

type Prepare = (server: TestServer) => Promise<PreparedCall>;

const NOBODY = '00000000-0000-4000-8000-000000000000';

async function draft(server: TestServer, method: 'MATERIALS' | 'TAX_NUMBER' | 'EMAIL') {
  const buyer = await signInBuyer(server);
  return { buyer, verification: await begin(buyer, method) };
}

/** One call of every mutation of the contract; a test fails when one is missing. */
export const everyMutation: Readonly<Record<string, Prepare>> = {
  async declareIdentity(server) {
    const { identity } = sampleIdentity('MANUFACTURER');
    const other = sampleIdentity('INFLUENCER').identity;
    return prepared(await server.signIn('BUYER'), declareIdentity, { identity }, { identity: other });
  },
  async beginVerification(server) {
    const input = { stage: 'SILVER', method: 'EMAIL' };
    return prepared(await signInBuyer(server), beginVerification, input, { method: 'TAX_NUMBER' });
  },
  async uploadMaterial(server) {
    const { buyer, verification } = await draft(server, 'MATERIALS');
    const input = { verification, kind: 'BANK_STATEMENT', file: null };
    return prepared(buyer, uploadMaterial, input, { kind: 'STORE_PHOTO' }, materialFiles.pdf);
  },
  async removeMaterial(server) {
    const { buyer, verification } = await draft(server, 'MATERIALS');
    const material = await uploaded(buyer, verification, 'BANK_STATEMENT');
    const other = await uploaded(buyer, verification, 'BANK_STATEMENT', materialFiles.png);
    return prepared(buyer, removeMaterial, { material }, { material: other });
  },
  async submitMaterials(server) {
    const { buyer, verification } = await draft(server, 'MATERIALS');
    await uploaded(buyer, verification, 'BANK_STATEMENT');
    return prepared(buyer, submitMaterials, { verification }, { verification: NOBODY });
  },
  async submitTaxNumber(server) {
    const { buyer, verification } = await draft(server, 'TAX_NUMBER');
    const input = { verification, country: 'DE', taxNumber: 'DE136695976' };
    return prepared(buyer, submitTaxNumber, input, { taxNumber: 'DE 136695976' });
  },
  async sendEmailCode(server) {
    const { buyer, verification } = await draft(server, 'EMAIL');
    const input = { verification, email: `office@${randomUUID()}.example` };
    return prepared(buyer, sendEmailCode, input, { email: `office@${randomUUID()}.example` });
  },
  async submitEmailCode(server) {
    const { buyer, verification } = await draft(server, 'EMAIL');
    const email = `office@${randomUUID()}.example`;
    await sendCode(buyer, verification, email);
    const code = codeIn(await server.mails.waitFor(email, /code/i));
    return prepared(buyer, submitEmailCode, { verification, code }, { code: wrongFor(code) });
  },
  async withdrawVerification(server) {
    const { buyer, id: verification } = await submitVerification(server);
    return prepared(buyer, withdrawVerification, { verification }, { verification: NOBODY });
  },
  // Without an id: run anew, it would hold another one.
  async claimVerification(server) {
    await submitVerification(server);
    await submitVerification(server);
    return prepared(await server.signIn('REVIEWER'), claimVerification, {}, { filter: { stage: 'SILVER' } });
  },
  async releaseVerification(server) {
    const { id: verification } = await submitVerification(server);
    const reviewer = await server.signIn('REVIEWER');
    await reviewer.data(claimVerification, { input: { verification } });
    return prepared(reviewer, releaseVerification, { verification }, { verification: NOBODY });
  },
  async approveVerification(server) {
    const { id: verification, version } = await submitVerification(server);
    const input = { verification, version, note: 'Looks right.' };
    return prepared(await server.signIn('REVIEWER'), approveVerification, input, { note: null });
  },
  async rejectVerification(server) {
    const { id: verification, version } = await submitVerification(server);
    const input = { verification, version, reasons: [{ code: 'INFORMATION_INCORRECT', note: 'Another name.' }] };
    const reasons = [{ code: 'INFORMATION_INCORRECT' }];
    return prepared(await server.signIn('REVIEWER'), rejectVerification, input, { reasons });
  },
  async checkDecision(server) {
    const { id: verification, version } = await submitVerification(server);
    const decider = await server.signIn('REVIEWER');
    await decider.data(approveVerification, { input: { verification, version } });
    await inDatabase(server.databaseUrl, (database) =>
      database.query('insert into recheck values ($1, now()) on conflict do nothing', [verification]),
    );
    return prepared(await server.signIn('REVIEWER'), checkDecision, { verification, agrees: true }, { agrees: false });
  },
  async restoreChances(server) {
    const { memberId: member } = await submitVerification(server);
    const input = { member, method: 'TAX_NUMBER', reason: 'The form was wrong.' };
    return prepared(await server.signIn('SUPERVISOR'), restoreChances, input, { method: 'EMAIL' });
  },
  async revokeMembership(server) {
    const { memberId: member } = await submitVerification(server);
    const service = await server.signIn('SERVICE');
    const order = { order: randomUUID(), member: { id: member }, amount: { amount: 100_000, currency: 'USD' } };
    await service.data(recordOrder, { input: order });
    const input = { member, reason: 'It was not theirs.' };
    return prepared(await server.signIn('SUPERVISOR'), revokeMembership, input, { reason: 'Another reason.' });
  },
  async eraseMember(server) {
    const { memberId: member } = await submitVerification(server);
    const input = { member, reason: 'It asked for it.' };
    return prepared(await server.signIn('SUPERVISOR'), eraseMember, input, { reason: 'Another reason.' });
  },
  async exportMember(server) {
    const { memberId: member } = await submitVerification(server);
    return prepared(await server.signIn('SUPERVISOR'), exportMember, { member }, { member: NOBODY });
  },
  async recordOrder(server) {
    const amount = { amount: 100_000, currency: 'USD' };
    const input = { order: randomUUID(), member: { subject: `test|${randomUUID()}` }, amount };
    return prepared(await server.signIn('SERVICE'), recordOrder, input, { amount: { ...amount, amount: 100_001 } });
  },
  async refundOrder(server) {
    const service = await server.signIn('SERVICE');
    const amount = { amount: 100_000, currency: 'USD' };
    const order = randomUUID();
    await service.data(recordOrder, { input: { order, member: { subject: `test|${randomUUID()}` }, amount } });
    return prepared(service, refundOrder, { order, refund: randomUUID() }, { refund: randomUUID() });
  },
  ...everyWebhookMutation,
  ...everyOperatorMutation,
};
