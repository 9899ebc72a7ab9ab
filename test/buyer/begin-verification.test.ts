import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../generated/graphql.ts';
import { graphql } from '../generated/gql.ts';
import { atOnce } from '../support/at-once.ts';
import { beginVerification, readVerification, withdrawVerification } from '../support/buyer-operations.ts';
import { begin, handInTaxNumber, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { approveNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const readAll = graphql(`
  query BeginReadAll {
    viewer {
      verifications {
        totalCount
        nodes {
          id
          method
          status
          stage {
            code
          }
        }
      }
    }
  }
`);

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

async function tryToBegin(buyer: TestClient, method: Method, stage = 'SILVER') {
  return (await buyer.data(beginVerification, { input: { stage, method } })).beginVerification;
}

describe('beginning a verification', () => {
  it('makes an empty draft towards the stage', async () => {
    const buyer = await signInBuyer(server);
    expect(await tryToBegin(buyer, 'MATERIALS', 'GOLD')).toMatchObject({
      __typename: 'BeginVerificationSuccess',
      resumed: false,
      verification: {
        __typename: 'MaterialVerification',
        stage: { code: 'GOLD' },
        method: 'MATERIALS',
        status: 'DRAFT',
        submittedAt: null,
        expectedResult: null,
        overdue: false,
        decision: null,
        materials: [],
        requirements: [{ met: false, requirement: { kind: 'BANK_STATEMENT' }, materials: [] }],
      },
    });
    await buyer.close();
  });

  it('makes a draft of the type of its method, with nothing filled in', async () => {
    const buyer = await signInBuyer(server);
    expect(await tryToBegin(buyer, 'TAX_NUMBER')).toMatchObject({
      verification: { __typename: 'TaxNumberVerification', country: null, maskedTaxNumber: null, verdict: null },
    });
    expect(await tryToBegin(buyer, 'EMAIL')).toMatchObject({
      verification: { __typename: 'EmailVerification', email: null, codeExpiresAt: null, confirmedAt: null },
    });
    await buyer.close();
  });

  it('comes after saying who one is', async () => {
    const buyer = await server.signIn('BUYER');
    expect(await tryToBegin(buyer, 'EMAIL')).toEqual({
      __typename: 'IdentityMissing',
      message: expect.stringContaining('`declareIdentity`'),
    });
    await buyer.close();
  });

  it.each(['BRONZE', 'silver', ' SILVER', '', '\u0000'])(
    'names the stages when there is none such as %j',
    async (stage) => {
      const buyer = await signInBuyer(server);
      expect(await tryToBegin(buyer, 'EMAIL', stage)).toEqual({
        __typename: 'StageNotFound',
        message: 'There are these stages: STANDARD, SILVER, GOLD, PLATINUM.',
        stages: [{ code: 'STANDARD' }, { code: 'SILVER' }, { code: 'GOLD' }, { code: 'PLATINUM' }],
      });
      await buyer.close();
    },
  );

  it('is refused for what everybody has, and for what is unlocked with a higher stage', async () => {
    const [buyer, reviewer] = await Promise.all([signInBuyer(server), server.signIn('REVIEWER')]);
    const id = await begin(buyer, 'TAX_NUMBER', 'GOLD');
    await handInTaxNumber(buyer, id);
    await approveNow(reviewer, id);
    for (const [stage, name] of [
      ['STANDARD', 'Standard'],
      ['SILVER', 'Silver'],
      ['GOLD', 'Gold'],
    ] as const) {
      expect(await tryToBegin(buyer, 'MATERIALS', stage)).toEqual({
        __typename: 'StageAlreadyUnlocked',
        message: `You have ${name} already: there is nothing to unlock.`,
        stage: { code: stage },
      });
    }
    await Promise.all([buyer.close(), reviewer.close()]);
  });

  it('names the methods that the stage takes', async () => {
    const buyer = await signInBuyer(server);
    expect(await tryToBegin(buyer, 'EMAIL', 'GOLD')).toMatchObject({
      __typename: 'MethodNotAccepted',
      accepted: ['MATERIALS', 'TAX_NUMBER'],
    });
    expect(await tryToBegin(buyer, 'TAX_NUMBER', 'PLATINUM')).toMatchObject({ accepted: ['MATERIALS'] });
    await buyer.close();
  });
});

describe('one verification of a method', () => {
  it('is resumed while it is a draft', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'MATERIALS');
    await uploaded(buyer, id, 'BANK_STATEMENT');
    expect(await tryToBegin(buyer, 'MATERIALS')).toMatchObject({
      resumed: true,
      verification: { id, materials: [{ kind: 'BANK_STATEMENT' }] },
    });
    await buyer.close();
  });

  it('stands in the way of another while it is submitted, or goes towards another stage', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'TAX_NUMBER');
    expect(await tryToBegin(buyer, 'TAX_NUMBER', 'GOLD')).toMatchObject({
      __typename: 'VerificationAlreadyOpen',
      verification: { id, status: 'DRAFT', stage: { code: 'SILVER' } },
    });
    await handInTaxNumber(buyer, id);
    for (const stage of ['SILVER', 'GOLD']) {
      expect(await tryToBegin(buyer, 'TAX_NUMBER', stage)).toMatchObject({
        __typename: 'VerificationAlreadyOpen',
        message: expect.stringContaining('withdraw'),
        verification: { id, status: 'SUBMITTED' },
      });
    }
    await buyer.close();
  });

  it('leaves the other methods free', async () => {
    const buyer = await signInBuyer(server);
    for (const method of ['MATERIALS', 'TAX_NUMBER', 'EMAIL'] as const) await begin(buyer, method);
    const { viewer } = await buyer.data(readAll, {});
    expect(viewer.verifications.nodes.map(({ method }) => method)).toEqual(['EMAIL', 'TAX_NUMBER', 'MATERIALS']);
    await buyer.close();
  });

  it('is one, though it is begun twenty times at once', async () => {
    const buyer = await signInBuyer(server);
    const answers = await atOnce(20, () => tryToBegin(buyer, 'MATERIALS'));
    const begun = answers.map((answer) => (answer.__typename === 'BeginVerificationSuccess' ? answer : undefined));
    expect(new Set(begun.map((one) => one?.verification.id)).size).toBe(1);
    expect(begun.filter((one) => one?.resumed === false)).toHaveLength(1);
    expect(await buyer.data(readAll, {})).toMatchObject({ viewer: { verifications: { totalCount: 1 } } });
    await buyer.close();
  });

  it('goes towards one stage, though three are wanted at once', async () => {
    const buyer = await signInBuyer(server);
    const stages = ['SILVER', 'GOLD', 'PLATINUM'];
    const answers = await atOnce(12, (index) => tryToBegin(buyer, 'MATERIALS', stages[index % 3]));
    expect(answers.filter((one) => one.__typename === 'BeginVerificationSuccess')).toHaveLength(4);
    expect(answers.filter((one) => one.__typename === 'VerificationAlreadyOpen')).toHaveLength(8);
    expect(await buyer.data(readAll, {})).toMatchObject({ viewer: { verifications: { totalCount: 1 } } });
    await buyer.close();
  });

  it('is begun anew after it was withdrawn', async () => {
    const buyer = await signInBuyer(server);
    const id = await begin(buyer, 'EMAIL');
    await buyer.data(withdrawVerification, { input: { verification: id } });
    expect(await tryToBegin(buyer, 'EMAIL')).toMatchObject({ resumed: false });
    await buyer.close();
  });

  it('is nobody else’s to read: the answer is that of one that there is not', async () => {
    const [buyer, other] = await Promise.all([signInBuyer(server), signInBuyer(server)]);
    const id = await begin(buyer, 'EMAIL');
    for (const unknown of [id, '01890a5d-ac96-774b-bcce-b302099a8057', 'not an id', '']) {
      expect(await other.data(readVerification, { id: unknown })).toEqual({ verification: null });
    }
    await Promise.all([buyer.close(), other.close()]);
  });
});
