import { graphql } from '../generated/gql.ts';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import {
  approveVerification,
  claimVerification,
  rejectVerification,
  releaseVerification,
} from '../support/reviewer-operations.ts';
import type { TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { restoreChances, revokeMembership } from '../support/supervisor-operations.ts';

const readTaxNumber = graphql(`
  query EveryActTaxNumber($id: ID!) {
    verification(id: $id) {
      ... on TaxNumberVerification {
        taxNumber
      }
    }
  }
`);
const readLink = graphql(`
  query EveryActLink($id: ID!) {
    verification(id: $id) {
      ... on MaterialVerification {
        materials {
          link {
            url
          }
        }
      }
    }
  }
`);
const withdraw = graphql(`
  mutation EveryActWithdraw($input: WithdrawVerificationInput!) {
    withdrawVerification(input: $input) {
      __typename
    }
  }
`);

/** The ids of the persons and the verifications of the story. */
export interface AuditedStory {
  readonly buyer: string;
  readonly reviewer: string;
  readonly supervisor: string;
  readonly tax: string;
  readonly materials: string;
  readonly withdrawn: string;
}

/** Does everything that the audit trail keeps, in the order in which it lists the acts of one buyer. */
export async function liveThroughEveryAct(server: TestServer): Promise<AuditedStory> {
  const [reviewer, supervisor, service] = [
    await server.signIn('REVIEWER'),
    await server.signIn('SUPERVISOR'),
    await server.signIn('SERVICE'),
  ];
  const tax = await submitVerification(server);
  const { buyer, memberId: member } = tax;
  const materials = await submitVerification(server, { buyer, method: 'MATERIALS' });

  await reviewer.data(claimVerification, { input: { verification: tax.id } });
  await supervisor.data(releaseVerification, { input: { verification: tax.id } });
  await reviewer.data(readTaxNumber, { id: tax.id });
  const { verification: read } = await reviewer.data(readLink, { id: materials.id });
  const link = read && 'materials' in read ? read.materials[0]?.link.url : undefined;
  await (await fetch(link ?? '')).arrayBuffer();
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await reviewer.data(rejectVerification, { input: { verification: tax.id, version: tax.version, reasons } });
  const { id, version } = materials;
  await supervisor.data(approveVerification, { input: { verification: id, version } });

  const withdrawn = await submitVerification(server, { buyer, stage: 'GOLD' });
  await buyer.data(withdraw, { input: { verification: withdrawn.id } });
  const amount = { amount: 1_000_000, currency: 'USD' };
  await service.data(recordOrder, { input: { order: 'audited', member: { id: member }, amount } });
  await supervisor.data(restoreChances, { input: { member, method: 'TAX_NUMBER', reason: 'restored it' } });
  await supervisor.data(revokeMembership, { input: { member, reason: 'revoked it' } });
  return {
    buyer: member,
    reviewer: (await reviewer.data(readMembership, {})).viewer.id,
    supervisor: (await supervisor.data(readMembership, {})).viewer.id,
    tax: tax.id,
    materials: materials.id,
    withdrawn: withdrawn.id,
  };
}
