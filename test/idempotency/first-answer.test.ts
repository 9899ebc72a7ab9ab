import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { submitTaxNumber } from '../support/buyer-proof-operations.ts';
import { begin, declare, signInBuyer } from '../support/buyer-steps.ts';
import { approveNow } from '../support/quick-review.ts';
import { approveVerification } from '../support/reviewer-operations.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { revokeMembership } from '../support/supervisor-operations.ts';

const approveInDetail = graphql(`
  mutation ApproveInDetail($input: ApproveVerificationInput!) {
    approveVerification(input: $input) {
      ... on ApproveVerificationSuccess {
        verification {
          status
          version
          member {
            membership {
              level {
                code
              }
            }
          }
        }
        membership {
          level {
            code
          }
          since
          stages {
            code
          }
          benefits {
            key
          }
          unlockedBy {
            __typename
          }
          history {
            at
            to {
              code
            }
          }
        }
      }
    }
  }
`);

const declareAndRead: TypedDocumentNode<Record<string, unknown>, Record<string, unknown>> = parse(`
  mutation ($input: DeclareIdentityInput!) {
    declareIdentity(input: $input) { ... on DeclareIdentitySuccess { member { id identityType chances { used } } } }
  }
`);

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

it('an answer’s own fields are those of the first time, whatever happened since; a run anew would refuse', async () => {
  const buyer = await signInBuyer(server);
  const verification = await begin(buyer, 'TAX_NUMBER');
  const input = { verification, country: 'DE', taxNumber: 'DE136695976', idempotencyKey: 'submitted-once' };
  const first = await buyer.data(submitTaxNumber, { input });
  expect(first.submitTaxNumber).toMatchObject({ verification: { status: 'SUBMITTED', version: 2 } });
  await approveNow(await server.signIn('REVIEWER'), verification);

  expect(await buyer.data(submitTaxNumber, { input })).toEqual(first);
  const { idempotencyKey: _key, ...unkeyed } = input;
  const anew = await buyer.data(submitTaxNumber, { input: unkeyed });
  expect(anew.submitTaxNumber).toMatchObject({ __typename: 'VerificationNotOpen' });
});

it('another selection of the same answer can be asked, and what lies deeper is read as it is now', async () => {
  const { id: verification, version, memberId } = await submitVerification(server);
  const reviewer = await server.signIn('REVIEWER');
  const input = { verification, version, idempotencyKey: 'approved-once' };
  await reviewer.data(approveVerification, { input });
  const supervisor = await server.signIn('SUPERVISOR');
  await supervisor.data(revokeMembership, { input: { member: memberId, reason: 'It was a mistake.' } });

  const { approveVerification: answer } = await reviewer.data(approveInDetail, { input });
  expect(answer).toMatchObject({
    verification: {
      status: 'APPROVED',
      version: version + 1,
      member: { membership: { level: { code: 'STANDARD' } } },
    },
    membership: {
      level: { code: 'SILVER' },
      stages: [{ code: 'STANDARD' }, { code: 'SILVER' }],
      benefits: expect.arrayContaining([{ key: 'faster_replies' }]),
      unlockedBy: { __typename: 'UnlockedByVerification' },
      history: [{ to: { code: 'SILVER' } }],
    },
  });
});

it('a declared identity is told as it was declared, also when another one is declared later', async () => {
  const buyer = await server.signIn('BUYER');
  const input = { identity: sampleIdentity('INFLUENCER').identity, idempotencyKey: 'declared-once' };
  const first = await buyer.data(declareAndRead, { input });
  await declare(buyer, sampleIdentity('MANUFACTURER').identity);
  expect(first).toMatchObject({ declareIdentity: { member: { identityType: 'INFLUENCER' } } });
  expect(await buyer.data(declareAndRead, { input })).toEqual(first);
});

it('an answer is shown to nobody who may no longer use its mutation', async () => {
  const { id: verification, version } = await submitVerification(server);
  const subject = 'test|was-a-reviewer';
  const input = { verification, version, idempotencyKey: 'approved-before' };
  await (await server.signIn('REVIEWER', { subject })).data(approveVerification, { input });

  const { data, errors } = await (await server.signIn('BUYER', { subject })).run(approveVerification, { input });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const nobody = await server.withToken(undefined).run(approveVerification, { input });
  expect(nobody.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
