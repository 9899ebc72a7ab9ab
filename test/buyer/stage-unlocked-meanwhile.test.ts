import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  begin,
  handInMaterials,
  handInTaxNumber,
  sendCode,
  signInBuyer,
  upload,
  used,
  wholesaler,
} from '../support/buyer-steps.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

let buyers = 0;

/** A buyer with a draft of each method towards a stage that spending unlocks meanwhile. */
async function buyerWithDrafts() {
  buyers += 1;
  const subject = `meanwhile-${buyers}`;
  const buyer = await signInBuyer(server, wholesaler, { subject });
  const drafts = {
    materials: await begin(buyer, 'MATERIALS'),
    taxNumber: await begin(buyer, 'TAX_NUMBER'),
    email: await begin(buyer, 'EMAIL'),
  };
  await upload(buyer, drafts.materials, 'BANK_STATEMENT');
  const service = await server.signIn('SERVICE');
  const input = { order: subject, member: { subject }, amount: { amount: 100_000, currency: 'USD' } };
  await service.data(recordOrder, { input });
  await service.close();
  return { buyer, drafts };
}

describe('a draft whose stage was unlocked meanwhile', () => {
  it('is not handed in, by any method, and costs no chance', async () => {
    const { buyer, drafts } = await buyerWithDrafts();
    const unlocked = { __typename: 'StageAlreadyUnlocked' };
    expect(await handInMaterials(buyer, drafts.materials)).toMatchObject(unlocked);
    expect(await handInTaxNumber(buyer, drafts.taxNumber)).toMatchObject(unlocked);
    expect(await sendCode(buyer, drafts.email, 'owner@harbour.example')).toMatchObject(unlocked);
    const spent = await Promise.all(
      (['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const).map((method) => used(buyer, method)),
    );
    expect(spent).toEqual([0, 0, 0]);
    await buyer.close();
  });

  it('takes no more files', async () => {
    const { buyer, drafts } = await buyerWithDrafts();
    expect(await upload(buyer, drafts.materials, 'BANK_STATEMENT')).toMatchObject({
      __typename: 'StageAlreadyUnlocked',
    });
    await buyer.close();
  });
});
