import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import { withdrawVerification } from '../support/buyer-operations.ts';
import {
  begin,
  giveCode,
  handInMaterials,
  handInTaxNumber,
  read,
  sendCode,
  signInBuyer,
  upload,
  uploaded,
  used,
} from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { codeIn } from '../support/mailed-code.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

async function withdraw(buyer: TestClient, verification: string) {
  return (await buyer.data(withdrawVerification, { input: { verification } })).withdrawVerification;
}

describe('withdrawing', () => {
  it('a draft costs nothing', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    expect(await withdraw(buyer, id)).toMatchObject({ verification: { id, status: 'WITHDRAWN', submittedAt: null } });
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    await buyer.close();
  });

  it('what is submitted leaves its chance spent', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    expect(await withdraw(buyer, id)).toMatchObject({ verification: { status: 'WITHDRAWN', overdue: false } });
    expect(await used(buyer, 'TAX_NUMBER')).toBe(1);
    await buyer.close();
  });

  it('twice is once, and twenty times at once too', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    const answers = await atOnce(20, () => withdraw(buyer, id));
    const versions = answers.map((answer) =>
      answer.__typename === 'WithdrawVerificationSuccess' ? answer.verification.version : undefined,
    );
    // Begun, handed in, withdrawn.
    expect(new Set(versions)).toEqual(new Set([3]));
    expect(await withdraw(buyer, id)).toMatchObject({ verification: { version: 3 } });
    await buyer.close();
  });

  it('closes the verification to all that belongs to it', async () => {
    const buyer = await signInBuyer(server);
    const [materials, tax, email] = await Promise.all([
      begin(buyer, 'MATERIALS'),
      begin(buyer, 'TAX_NUMBER'),
      begin(buyer, 'EMAIL'),
    ]);
    await sendCode(buyer, email, 'me@withdrawn-trading.example');
    const code = codeIn(await server.mails.waitFor('me@withdrawn-trading.example', /code/i));
    for (const id of [materials, tax, email]) await withdraw(buyer, id);
    const closed = { __typename: 'VerificationNotOpen', status: 'WITHDRAWN' };
    expect(await upload(buyer, materials, 'BANK_STATEMENT')).toMatchObject(closed);
    expect(await handInMaterials(buyer, materials)).toMatchObject(closed);
    expect(await handInTaxNumber(buyer, tax)).toMatchObject(closed);
    expect(await sendCode(buyer, email, 'me@withdrawn-trading.example')).toMatchObject(closed);
    expect(await giveCode(buyer, email, code)).toMatchObject(closed);
    for (const method of ['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const) expect(await used(buyer, method)).toBe(0);
    await buyer.close();
  });

  it('is too late once it is decided', async () => {
    const [buyer, reviewer] = await Promise.all([signInBuyer(server), server.signIn('REVIEWER')]);
    const rejected = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, rejected);
    await rejectNow(reviewer, rejected);
    expect(await withdraw(buyer, rejected)).toMatchObject({ __typename: 'VerificationNotOpen', status: 'REJECTED' });
    const approved = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, approved);
    await approveNow(reviewer, approved);
    expect(await withdraw(buyer, approved)).toMatchObject({ __typename: 'VerificationNotOpen', status: 'APPROVED' });
    await Promise.all([buyer.close(), reviewer.close()]);
  });

  it('is for the buyer itself: to others there is no such verification', async () => {
    const [buyer, other] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
    const id = await begin(buyer, 'EMAIL');
    const unknown = await withdraw(other, '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(unknown.__typename).toBe('VerificationNotFound');
    expect(await withdraw(other, id)).toEqual(unknown);
    expect(await withdraw(other, 'not an id')).toEqual(unknown);
    expect(await read(buyer, id)).toMatchObject({ status: 'DRAFT' });
    await Promise.all([buyer.close(), other.close()]);
  });

  it('while it is handed in leaves it one or the other, and nobody waits for the other for ever', async () => {
    const buyer = await signInBuyer(server);
    for (let run = 1; run <= 5; run += 1) {
      const id = await begin(buyer, 'TAX_NUMBER');
      const [submitted, withdrawn] = await Promise.all([handInTaxNumber(buyer, id), withdraw(buyer, id)]);
      expect(['SubmitTaxNumberSuccess', 'VerificationNotOpen']).toContain(submitted.__typename);
      expect(withdrawn.__typename).toBe('WithdrawVerificationSuccess');
      expect(await read(buyer, id)).toMatchObject({ status: 'WITHDRAWN' });
    }
    await buyer.close();
  });
});
