import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConfirmedStatementInput } from '../generated/graphql.ts';
import { beginVerification } from '../support/buyer-operations.ts';
import { begin, read } from '../support/buyer-steps.ts';
import { planOf } from '../support/buyer-plan.ts';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase } from '../support/database-reader.ts';
import { approveStatement, readReviews } from '../support/desk-operations.ts';
import { graphql } from '../generated/gql.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

const NOW = new Date('2027-03-01T15:00:00Z');

/** GOLD asks for 10,000.00 in three months, PLATINUM for 50,000.00 in six; SILVER can't be opened by materials. */
const policy = (shipped: string) =>
  shipped
    .replace('methods: [MATERIALS, TAX_NUMBER, EMAIL]', 'methods: [TAX_NUMBER, EMAIL]')
    .replace('    spend: 1000000\n', '    spend: 1000000\n    statement: { amount: 1000000, months: 3 }\n')
    .replace('amount: 6000000', 'amount: 5000000')
    .replace('secondReview: { stages: [PLATINUM] }', 'secondReview: { stages: [] }');

const followUnlocked = graphql(`
  subscription StatementReviewed($after: Cursor) {
    verificationReviewed(after: $after) {
      verification {
        id
        decision {
          unlockedStage {
            code
          }
          confirmedStatement {
            amount {
              amount
            }
          }
        }
      }
    }
  }
`);

const readStages = graphql(`
  query StatementStages {
    stages {
      code
      secondReview
      statementRequired {
        amount {
          amount
          currency
        }
        months
      }
    }
  }
`);

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ policy, now: NOW });
  reviewer = await server.signIn('REVIEWER');
});
afterAll(() => server.close());

const statement = (amount: number, change: Partial<ConfirmedStatementInput> = {}): ConfirmedStatementInput => ({
  amount,
  currency: 'USD',
  from: '2026-08-01',
  to: '2027-01-31',
  ...change,
});

const towardsPlatinum = () => submitVerification(server, { method: 'MATERIALS', stage: 'PLATINUM' });

async function approve({ id, version }: SubmittedVerification, confirmedStatement?: ConfirmedStatementInput) {
  const input = { verification: id, version, ...(confirmedStatement ? { confirmedStatement } : {}) };
  return (await reviewer.data(approveStatement, { input })).approveVerification;
}

it('a stage that asks for a statement is approved with what the statement shows, or not at all', async () => {
  const submitted = await towardsPlatinum();
  const refused = await approve(submitted);
  expect(refused).toMatchObject({
    __typename: 'ConfirmedStatementRequired',
    message: expect.stringContaining('USD 50,000.00 over at least 6 months'),
    requirement: { amount: { amount: 5_000_000, currency: 'USD' }, months: 6 },
  });
  const unfit = [
    [statement(5_000_000, { currency: 'EUR' }), { __typename: 'CurrencyNotAccepted', accepted: 'USD' }],
    [statement(5_000_000, { to: '2026-07-31' }), { issues: [{ path: 'confirmedStatement.to' }] }],
    [statement(5_000_000, { to: '2027-03-02' }), { issues: [{ path: 'confirmedStatement.to' }] }],
    [statement(5_000_000, { from: '1999-01-01' }), { issues: [{ path: 'confirmedStatement.from' }] }],
  ] as const;
  for (const [given, expected] of unfit) expect(await approve(submitted, given)).toMatchObject(expected);
  expect((await reviewer.data(readReviews, { id: submitted.id })).verification).toMatchObject({ status: 'SUBMITTED' });

  expect(await approve(submitted, statement(5_000_000))).toMatchObject({
    verification: {
      status: 'APPROVED',
      decision: {
        unlockedStage: { code: 'PLATINUM' },
        confirmedStatement: {
          amount: { amount: 5_000_000, currency: 'USD' },
          period: { from: '2026-08-01', to: '2027-01-31', days: 184 },
        },
      },
    },
    membership: { level: { code: 'PLATINUM' } },
  });
  const mail = await server.mails.waitFor(submitted.email, /unlocked/);
  expect(mail.subject).toBe('You have unlocked Platinum');
});

it.each([
  ['less money', statement(4_999_999)],
  ['fewer months', statement(9_000_000, { from: '2026-08-02' })],
])(
  '%s unlocks the highest stage that it reaches, and the buyer hears of it by push, mail and plan',
  async (_, given) => {
    const database = await readDatabase(server.databaseUrl);
    const after = await cursorOfNow(database);
    await database.close();
    const submitted = await towardsPlatinum();
    expect(await approve(submitted, given)).toMatchObject({
      verification: { status: 'APPROVED', decision: { outcome: 'APPROVED', unlockedStage: { code: 'GOLD' } } },
      membership: { level: { code: 'GOLD' } },
    });
    const { buyer, id } = submitted;
    const pushed = await buyer.subscribe(followUnlocked, { after }).next();
    expect(pushed.value?.data?.verificationReviewed.verification).toEqual({
      id,
      decision: { unlockedStage: { code: 'GOLD' }, confirmedStatement: { amount: { amount: given.amount } } },
    });
    const mail = await server.mails.waitFor(submitted.email, /but not Platinum/);
    expect(mail.subject).toBe('You have unlocked Gold, but not Platinum yet');
    expect(mail.text).toContain('Platinum asks for at least USD 50,000.00 over at least 6 months.');
    expect(mail.text).toContain('Free samples');
    expect(mail.text).toContain('You have 4 chances left');

    expect(await planOf(buyer, 'GOLD')).toMatchObject({ unlocked: true });
    const plan = await planOf(buyer, 'PLATINUM');
    expect(plan).toMatchObject({ unlocked: false, blockers: [], methods: [{ available: true, chances: { left: 4 } }] });
    expect(plan.methods[0]?.outstanding.map(({ message }) => message).join(' ')).toContain(
      'Platinum asks for at least USD 50,000.00 over at least 6 months.',
    );
    const again = await buyer.data(beginVerification, { input: { stage: 'PLATINUM', method: 'MATERIALS' } });
    expect(again.beginVerification.__typename).toBe('BeginVerificationSuccess');
    await buyer.close();
  },
);

it('a statement below every stage is approved, unlocks none, and says so; the next run asks for another', async () => {
  const { identity } = sampleIdentity('OFFLINE_RETAILER');
  const submitted = await submitVerification(server, { method: 'MATERIALS', stage: 'PLATINUM', identity });
  expect(await approve(submitted, statement(999_999))).toMatchObject({
    verification: { status: 'APPROVED', decision: { outcome: 'APPROVED', unlockedStage: null } },
    membership: { level: { code: 'STANDARD' } },
  });
  const mail = await server.mails.waitFor(submitted.email, /does not reach/);
  expect(mail.subject).toBe('Your statement does not reach Platinum yet');
  expect(mail.text).toContain('We confirmed USD 9,999.99 from 1 August 2026 to 31 January 2027.');
  expect(mail.text).toContain('no stage is unlocked');
  expect(mail.text).not.toMatch(/have unlocked|that stage is unlocked/);
  const draft = await read(submitted.buyer, await begin(submitted.buyer, 'MATERIALS', 'PLATINUM'));
  const states = draft && 'requirements' in draft ? draft.requirements : [];
  expect(states.map(({ requirement, met }) => [requirement.kind, met])).toEqual([
    ['STORE_PHOTO', true],
    ['BUSINESS_LICENSE', true],
    ['BANK_STATEMENT', false],
  ]);
});

it('who shows no statement needs none, and none can be confirmed for it', async () => {
  const influencer = {
    influencer: { account: '@a', platform: 'Somewhere', profileLink: 'https://a.example', followerCount: 5 },
  };
  const famous = await submitVerification(server, { method: 'MATERIALS', stage: 'PLATINUM', identity: influencer });
  expect(await approve(famous, statement(5_000_000))).toMatchObject({ issues: [{ path: 'confirmedStatement' }] });
  expect(await approve(famous)).toMatchObject({
    verification: { decision: { unlockedStage: { code: 'PLATINUM' }, confirmedStatement: null } },
  });
  const byNumber = await submitVerification(server, { stage: 'GOLD' });
  expect(await approve(byNumber, statement(1))).toMatchObject({ issues: [{ path: 'confirmedStatement' }] });
  expect(await approve(byNumber)).toMatchObject({ membership: { level: { code: 'GOLD' } } });
});

it('every stage says what it asks for', async () => {
  const { stages } = await reviewer.data(readStages, {});
  expect(stages.map(({ code, statementRequired }) => [code, statementRequired?.amount.amount ?? null])).toEqual([
    ['STANDARD', null],
    ['SILVER', null],
    ['GOLD', 1_000_000],
    ['PLATINUM', 5_000_000],
  ]);
  expect(stages.some(({ secondReview }) => secondReview)).toBe(false);
});
