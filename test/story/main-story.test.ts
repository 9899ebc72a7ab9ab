import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const declare = graphql(`
  mutation StoryDeclare($input: DeclareIdentityInput!) {
    declareIdentity(input: $input) {
      __typename
      ... on DeclareIdentitySuccess {
        member {
          identityType
        }
      }
      ... on InputInvalid {
        issues {
          path
          message
        }
      }
    }
  }
`);
const begin = graphql(`
  mutation StoryBegin($input: BeginVerificationInput!) {
    beginVerification(input: $input) {
      __typename
      ... on BeginVerificationSuccess {
        resumed
        verification {
          id
          status
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);
const submitTax = graphql(`
  mutation StoryTax($input: SubmitTaxNumberInput!) {
    submitTaxNumber(input: $input) {
      __typename
      ... on SubmitTaxNumberSuccess {
        verification {
          status
          expectedResult {
            earliest
            latest
          }
          ... on TaxNumberVerification {
            maskedTaxNumber
            verdict
          }
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);
const claimNext = graphql(`
  mutation StoryClaim {
    claimVerification(input: {}) {
      __typename
      ... on ClaimVerificationSuccess {
        verification {
          id
          version
          member {
            email
          }
          claim {
            reviewer {
              name
            }
          }
          ... on TaxNumberVerification {
            taxNumber
          }
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);
const approve = graphql(`
  mutation StoryApprove($input: ApproveVerificationInput!) {
    approveVerification(input: $input) {
      __typename
      ... on ApproveVerificationSuccess {
        verification {
          status
        }
        membership {
          level {
            code
          }
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);
const reviewed = graphql(`
  subscription StoryReviewed {
    verificationReviewed {
      cursor
      verification {
        id
        status
        decision {
          outcome
        }
        member {
          membership {
            level {
              code
            }
            hasBenefit(key: "faster_replies")
            unlockedBy {
              __typename
            }
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

it('unlocks a stage by tax number, and tells the buyer by push and mail', async () => {
  const buyer = await server.signIn('BUYER', { name: 'Bea', email: 'bea@trading.example' });
  const reviewer = await server.signIn('REVIEWER');
  const declared = await buyer.data(declare, {
    input: { identity: { wholesaler: { companyName: 'Bea Trading GmbH', productCategories: 'Tools' } } },
  });
  expect(declared.declareIdentity).toMatchObject({ member: { identityType: 'WHOLESALER' } });
  const begun = await buyer.data(begin, { input: { stage: 'SILVER', method: 'TAX_NUMBER' } });
  if (begun.beginVerification.__typename !== 'BeginVerificationSuccess') throw new Error('not begun');
  const { id } = begun.beginVerification.verification;
  const events = buyer.subscribe(reviewed, {});
  const pushed = events.next();
  const submitted = await buyer.data(submitTax, {
    input: { verification: id, country: 'DE', taxNumber: 'DE136695976' },
  });
  expect(submitted.submitTaxNumber).toMatchObject({
    __typename: 'SubmitTaxNumberSuccess',
    verification: { status: 'SUBMITTED', verdict: 'CHECKSUM_VALID' },
  });
  await server.mails.waitFor('bea@trading.example', /received|handed|verification/i);
  const claimed = await reviewer.data(claimNext, {});
  if (claimed.claimVerification.__typename !== 'ClaimVerificationSuccess') throw new Error('not claimed');
  expect(claimed.claimVerification.verification).toMatchObject({ id, taxNumber: '136695976' });
  const approved = await reviewer.data(approve, {
    input: { verification: id, version: claimed.claimVerification.verification.version },
  });
  expect(approved.approveVerification).toMatchObject({ membership: { level: { code: 'SILVER' } } });
  expect((await pushed).value).toMatchObject({
    data: {
      verificationReviewed: {
        verification: {
          id,
          status: 'APPROVED',
          decision: { outcome: 'APPROVED' },
          member: {
            membership: {
              level: { code: 'SILVER' },
              hasBenefit: true,
              unlockedBy: { __typename: 'UnlockedByVerification' },
            },
          },
        },
      },
    },
  });
  await events.return?.();
  const mail = await server.mails.waitFor('bea@trading.example', /unlocked/i);
  expect(mail.text).toContain('Silver');
  await Promise.all([buyer.close(), reviewer.close()]);
});
