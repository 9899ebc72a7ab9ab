import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../support/at-once.ts';
import {
  begin,
  declare,
  handInMaterials,
  handInTaxNumber,
  read,
  remove,
  signInBuyer,
  uploaded,
  used,
} from '../support/buyer-steps.ts';
import { sampleIdentities, sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

describe.each(sampleIdentities)('the materials of $type', ({ identity, kinds, typeName }) => {
  it('are asked for until each kind is there, the missing ones by name, and asking costs nothing', async () => {
    const buyer = await signInBuyer(server, identity);
    const draft = await begin(buyer, 'MATERIALS');
    for (const [index, kind] of kinds.entries()) {
      const answer = await handInMaterials(buyer, draft);
      if (answer.__typename !== 'RequirementsUnmet') throw new Error(`answered with ${answer.__typename}`);
      expect(answer.unmet.map((requirement) => requirement.kind)).toEqual(kinds.slice(index));
      expect(answer.message).toBe(`Still missing: ${answer.unmet.map(({ label }) => label).join('; ')}.`);
      expect(await used(buyer, 'MATERIALS')).toBe(0);
      await uploaded(buyer, draft, kind);
    }
    const submitted = await handInMaterials(buyer, draft);
    expect(submitted).toMatchObject({
      __typename: 'SubmitMaterialsSuccess',
      verification: { id: draft, status: 'SUBMITTED', overdue: false, identity: { __typename: typeName } },
    });
    expect(await used(buyer, 'MATERIALS')).toBe(1);
    await buyer.close();
  });
});

describe('materials', () => {
  it('are asked for in whatever order they came: what is missing is what is missing', async () => {
    const { identity, kinds } = sampleIdentity('OFFLINE_RETAILER');
    const buyer = await signInBuyer(server, identity);
    const draft = await begin(buyer, 'MATERIALS');
    // Every choice of what is there but all of it.
    for (let choice = 0; choice < 2 ** kinds.length - 1; choice += 1) {
      const there = kinds.filter((_kind, index) => (choice & (2 ** index)) > 0);
      const ids = [];
      for (const kind of there.toReversed()) ids.push(await uploaded(buyer, draft, kind));
      const answer = await handInMaterials(buyer, draft);
      const unmet = answer.__typename === 'RequirementsUnmet' ? answer.unmet.map(({ kind }) => kind) : [];
      expect(unmet).toEqual(kinds.filter((kind) => !there.includes(kind)));
      for (const id of ids) await remove(buyer, id);
    }
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    await buyer.close();
  });

  it('are those that the identity of now asks for', async () => {
    const buyer = await signInBuyer(server, sampleIdentity('WHOLESALER').identity);
    const draft = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, draft, 'BANK_STATEMENT');
    await declare(buyer, sampleIdentity('OFFLINE_RETAILER').identity);
    expect(await handInMaterials(buyer, draft)).toMatchObject({
      unmet: [{ kind: 'STORE_PHOTO' }, { kind: 'BUSINESS_LICENSE' }],
    });
    await declare(buyer, sampleIdentity('MANUFACTURER').identity);
    expect(await handInMaterials(buyer, draft)).toMatchObject({ verification: { status: 'SUBMITTED' } });
    await buyer.close();
  });

  it('handed in twice are one submission and one chance', async () => {
    const buyer = await signInBuyer(server);
    const draft = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, draft, 'BANK_STATEMENT');
    const first = await handInMaterials(buyer, draft);
    expect(await handInMaterials(buyer, draft)).toEqual(first);
    expect(await used(buyer, 'MATERIALS')).toBe(1);
    await buyer.close();
  });

  it('handed in twenty times at once are one submission, one chance and one mail', async () => {
    const email = 'eager@twenty-times.example';
    const buyer = await signInBuyer(server, undefined, { email });
    const draft = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, draft, 'BANK_STATEMENT');
    const answers = await atOnce(20, () => handInMaterials(buyer, draft));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ verification: { status: 'SUBMITTED', version: 2 } });
    expect(await used(buyer, 'MATERIALS')).toBe(1);
    // A mail that was ordered later is here: one that was ordered before would be too.
    await handInTaxNumber(buyer, await begin(buyer, 'TAX_NUMBER'));
    await server.mails.waitFor(email, /tax number/);
    const received = server.mails.mails.filter(({ to, subject }) => to === email && /materials/.test(subject));
    expect(received).toHaveLength(1);
    await buyer.close();
  });

  it('of another buyer are handed in by nobody else', async () => {
    const [buyer, other] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
    const draft = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, draft, 'BANK_STATEMENT');
    const unknown = await handInMaterials(other, '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(unknown.__typename).toBe('VerificationNotFound');
    expect(await handInMaterials(other, draft)).toEqual(unknown);
    expect(await read(buyer, draft)).toMatchObject({ status: 'DRAFT' });
    expect(await used(buyer, 'MATERIALS')).toBe(0);
    await Promise.all([buyer.close(), other.close()]);
  });

  it('are not what a verification by another method takes', async () => {
    const buyer = await signInBuyer(server);
    const draft = await begin(buyer, 'TAX_NUMBER');
    expect(await handInMaterials(buyer, draft)).toMatchObject({
      __typename: 'VerificationNotOpen',
      method: 'TAX_NUMBER',
      message: expect.stringContaining('MATERIALS'),
    });
    await buyer.close();
  });
});
