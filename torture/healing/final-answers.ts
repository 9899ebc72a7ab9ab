import { z } from 'zod';
import { toldOf, verification } from '../clients/answers.ts';
import { shownChange } from '../subscribers/stream-operations.ts';

// The form of what is read at the end, and how it reads in the words of the history.

const code = z.object({ code: z.string() });
const id = z.object({ id: z.string() });
const pageInfo = z
  .object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
  .transform(({ hasNextPage, endCursor }) => (hasNextPage ? endCursor : null));

const decided = verification.extend({
  decision: z.object({ outcome: z.string(), decidedBy: id }).nullable(),
});

/** A member with a page of its verifications. */
export const finalMember = z
  .object({
    id: z.string(),
    membership: z.object({ level: code, stages: z.array(code), history: z.array(shownChange) }),
    chances: z.array(z.object({ method: z.enum(['MATERIALS', 'TAX_NUMBER', 'EMAIL']), used: z.number() })),
    spend: z.object({
      total: z.object({ amount: z.number() }),
      orders: z.number(),
      countedSince: z.string().nullable(),
    }),
    verifications: z.object({ nodes: z.array(decided), pageInfo }),
  })
  .transform(({ membership, chances, spend, verifications, ...member }) => {
    const usedOf = (method: string) => chances.find((one) => one.method === method)?.used ?? 0;
    return {
      next: verifications.pageInfo,
      member: {
        id: member.id,
        level: membership.level.code,
        stages: membership.stages.map((stage) => stage.code),
        history: membership.history,
        used: { MATERIALS: usedOf('MATERIALS'), TAX_NUMBER: usedOf('TAX_NUMBER'), EMAIL: usedOf('EMAIL') },
        spend: { total: spend.total.amount, orders: spend.orders, countedSince: spend.countedSince },
        verifications: verifications.nodes.map(({ decision, ...shown }) => ({
          ...toldOf(shown),
          decision: decision && { outcome: decision.outcome, by: decision.decidedBy.id },
        })),
      },
    };
  });

/** A page of the audit trail. */
export const auditPage = z
  .object({
    nodes: z.array(
      z.object({
        id: z.string(),
        act: z.string(),
        actor: id.nullable(),
        member: id.nullable(),
        verification: id.nullable(),
        reason: z.string().nullable(),
      }),
    ),
    pageInfo,
  })
  .transform(({ nodes, pageInfo: next }) => ({
    next,
    entries: nodes.map((node) => ({
      id: node.id,
      act: node.act,
      actor: node.actor?.id ?? null,
      member: node.member?.id ?? null,
      verification: node.verification?.id ?? null,
      reason: node.reason,
    })),
  }));
