import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf, planOf, unlockPlan } from '../support/buyer-plan.ts';
import {
  begin,
  declare,
  handInMaterials,
  handInTaxNumber,
  sendCode,
  signInBuyer,
  uploaded,
  wholesaler,
} from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let reviewer: TestClient;
/** Platinum opens by materials alone, and one chance of the tax number is all there is. */
function policy(shipped: string): string {
  return shipped
    .replace('    spend: 30000000\n', '')
    .replace('TAX_NUMBER: 5', 'TAX_NUMBER: 1')
    .replace('MATERIALS: 5', 'MATERIALS: 2');
}

beforeAll(async () => {
  // A Monday noon in New York.
  server = await startServerForTests({ policy, now: new Date('2026-03-02T17:00:00Z') });
  reviewer = await server.signIn('REVIEWER');
});
afterAll(async () => {
  await reviewer.close();
  await server.close();
});

describe('the plan of a stage', () => {
  it('begins with who the buyer is', async () => {
    const buyer = await server.signIn('BUYER');
    const plan = await planOf(buyer);
    expect(plan).toMatchObject({ stage: { code: 'SILVER' }, unlocked: false, blockers: [], identityType: null });
    expect(plan.methods.map(({ method }) => method)).toEqual(plan.stage.methods);
    for (const path of plan.methods) {
      expect(path).toMatchObject({ available: true, blockers: [], verification: null, chances: { used: 0 } });
      expect(path.outstanding[0]).toMatchObject({ step: 'DECLARE_IDENTITY', message: 'Say who you are.' });
      // Two to four working days after Monday.
      expect(path.expectedResult).toEqual({ earliest: '2026-03-04', latest: '2026-03-06' });
    }
    await buyer.close();
  });

  it('lists for a declared identity what each method takes, in order, with the facts to be shown', async () => {
    const buyer = await signInBuyer(server, sampleIdentity('ONLINE_RETAILER').identity);
    expect((await pathOf(buyer, 'MATERIALS')).steps).toEqual([
      'BEGIN_VERIFICATION',
      'STORE_BACKEND_SCREENSHOT',
      'STORE_FLOW_STATEMENT',
      'SUBMIT_MATERIALS',
    ]);
    expect((await pathOf(buyer, 'MATERIALS')).outstanding[1]).toEqual({
      step: 'UPLOAD_MATERIAL',
      message: 'Hand in: Screenshot of your store background.',
      requirement: { kind: 'STORE_BACKEND_SCREENSHOT', mustShow: ['STORE_NAME', 'ORDER_INFORMATION'] },
    });
    expect((await pathOf(buyer, 'TAX_NUMBER')).steps).toEqual(['BEGIN_VERIFICATION', 'SUBMIT_TAX_NUMBER']);
    expect((await pathOf(buyer, 'EMAIL')).steps).toEqual([
      'BEGIN_VERIFICATION',
      'SEND_EMAIL_CODE',
      'SUBMIT_EMAIL_CODE',
    ]);
    await buyer.close();
  });

  it('leaves out what a draft holds already', async () => {
    const buyer = await signInBuyer(server, sampleIdentity('OFFLINE_RETAILER').identity);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BUSINESS_LICENSE');
    const path = await pathOf(buyer, 'MATERIALS');
    expect(path).toMatchObject({ available: true, verification: { id, status: 'DRAFT' } });
    expect(path.steps).toEqual(['STORE_PHOTO', 'BANK_STATEMENT', 'SUBMIT_MATERIALS']);
    await buyer.close();
  });

  it('waits for the code once it is sent, and asks for another when it has run out', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'EMAIL');
    await sendCode(buyer, id, 'me@harbour-plan.example');
    expect((await pathOf(buyer, 'EMAIL')).steps).toEqual(['SUBMIT_EMAIL_CODE']);
    server.setNow(new Date('2026-03-02T17:10:00Z'));
    expect((await pathOf(buyer, 'EMAIL')).steps).toEqual(['SEND_EMAIL_CODE', 'SUBMIT_EMAIL_CODE']);
    server.setNow(new Date('2026-03-02T17:00:00Z'));
    await buyer.close();
  });

  it('has nothing to do while a reviewer looks, and keeps the promise that was given', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    await handInMaterials(buyer, id);
    server.setNow(new Date('2026-03-04T17:00:00Z'));
    const [submitted, other] = await Promise.all([pathOf(buyer, 'MATERIALS'), pathOf(buyer, 'EMAIL')]);
    server.setNow(new Date('2026-03-02T17:00:00Z'));
    expect(submitted).toMatchObject({ available: false, blockers: [], steps: ['AWAIT_REVIEW'], chances: { used: 1 } });
    expect(submitted.expectedResult).toEqual({ earliest: '2026-03-04', latest: '2026-03-06' });
    expect(other.expectedResult).toEqual({ earliest: '2026-03-06', latest: '2026-03-10' });
    await buyer.close();
  });

  it('begins again after a rejection, with a chance less', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    await handInMaterials(buyer, id);
    await rejectNow(reviewer, id);
    const path = await pathOf(buyer, 'MATERIALS');
    expect(path).toMatchObject({ available: true, verification: null, chances: { limit: 2, used: 1, left: 1 } });
    expect(path.steps[0]).toBe('BEGIN_VERIFICATION');
    await buyer.close();
  });

  it('closes a method whose chances are spent, and no other', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    await handInTaxNumber(buyer, id);
    expect(await pathOf(buyer, 'TAX_NUMBER')).toMatchObject({ blockers: [], steps: ['AWAIT_REVIEW'] });
    await rejectNow(reviewer, id);
    expect(await pathOf(buyer, 'TAX_NUMBER')).toMatchObject({ available: false, blockers: ['CHANCES_EXHAUSTED'] });
    expect(await pathOf(buyer, 'EMAIL')).toMatchObject({ available: true, blockers: [] });
    expect((await planOf(buyer)).blockers).toEqual([]);
    await buyer.close();
  });

  it('closes a method that is open towards another stage, for as long', async () => {
    const buyer = await signInBuyer(server);
    await begin(buyer, 'MATERIALS', 'GOLD');
    expect(await pathOf(buyer, 'MATERIALS')).toMatchObject({
      available: false,
      blockers: ['OPEN_TOWARDS_ANOTHER_STAGE'],
      verification: null,
    });
    expect((await planOf(buyer)).blockers).toEqual([]);
    const platinum = await planOf(buyer, 'PLATINUM');
    expect(platinum.spend).toBeNull();
    expect(platinum.blockers).toMatchObject([{ code: 'OPEN_TOWARDS_ANOTHER_STAGE' }]);
    await buyer.close();
  });

  it('says that no path is left, and whom to ask', async () => {
    const buyer = await signInBuyer(server);
    for (let run = 1; run <= 2; run += 1) {
      const id = await begin(buyer, 'MATERIALS');
      await uploaded(buyer, id, 'BANK_STATEMENT');
      await handInMaterials(buyer, id);
      await rejectNow(reviewer, id);
    }
    const { blockers, methods } = await planOf(buyer, 'PLATINUM');
    expect(blockers).toMatchObject([{ code: 'NO_PATH_LEFT', message: expect.stringContaining('Sample Market') }]);
    expect(methods).toMatchObject([{ method: 'MATERIALS', blockers: [{ code: 'CHANCES_EXHAUSTED' }] }]);
    await buyer.close();
  });

  it('is done with, with all below it, when it is unlocked', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER', 'GOLD');
    await handInTaxNumber(buyer, id);
    await approveNow(reviewer, id);
    for (const stage of ['STANDARD', 'SILVER', 'GOLD']) {
      const plan = await planOf(buyer, stage);
      expect(plan).toMatchObject({ unlocked: true, blockers: [{ code: 'STAGE_UNLOCKED' }] });
      for (const path of plan.methods) expect(path).toMatchObject({ available: false, outstanding: [] });
    }
    expect(await planOf(buyer, 'PLATINUM')).toMatchObject({ unlocked: false, blockers: [] });
    await buyer.close();
  });

  it('has the path by spending', async () => {
    const buyer = await signInBuyer(server);
    expect((await planOf(buyer)).spend).toEqual({
      required: { amount: 100_000, currency: 'USD' },
      spent: { amount: 0 },
      remaining: { amount: 100_000 },
    });
    await buyer.close();
  });

  it.each(['BRONZE', 'silver', '', '\uD800'])('is nothing for a stage that there is not, as %j', async (stage) => {
    const buyer = await server.signIn('BUYER');
    await declare(buyer, wholesaler);
    expect(await buyer.data(unlockPlan, { stage })).toEqual({ viewer: { unlockPlan: null } });
    await buyer.close();
  });
});
