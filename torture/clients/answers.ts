import { z } from 'zod';
import type { Told, ToldVerification } from '../history/told.ts';

// The form of what the servers answer, and how it reads in the words of the history.

const method = z.enum(['MATERIALS', 'TAX_NUMBER', 'EMAIL']);
const stage = z.object({ code: z.string() });

/** What is asked of every verification, wherever it turns up. */
export const verificationFields = `id method stage { code } status version expectedResult { earliest latest }`;

/** A verification as the servers tell of it, as it comes. */
export const verification = z.object({
  id: z.string(),
  method,
  stage,
  status: z.enum(['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN']),
  version: z.number(),
  expectedResult: z.object({ earliest: z.string(), latest: z.string() }).nullable(),
});

/** A verification as the servers tell of it. */
export type ShownVerification = z.infer<typeof verification>;

/** A verification in the words of the history. */
export function toldOf(one: ShownVerification): ToldVerification {
  const { id, method: by, stage: towards, status, version, expectedResult: promised } = one;
  const promise = promised && `${promised.earliest}/${promised.latest}`;
  return { id, method: by, stage: towards.code, status, version, promise };
}

const order = z.object({
  id: z.string(),
  amount: z.object({ amount: z.number() }),
  refunded: z.object({ amount: z.number() }),
  recordedAt: z.string(),
});

/** What any mutation answers; fields that an answer does not have are left out. */
export const mutationAnswer = z.object({
  __typename: z.string(),
  verification: verification.optional(),
  current: verification.optional(),
  order: order.optional(),
  alreadyRecorded: z.boolean().optional(),
  unlocked: stage.nullable().optional(),
});

/** What any mutation answers. */
export type MutationAnswer = z.infer<typeof mutationAnswer>;

/** What a mutation's answer says, in the words of the history. */
export function toldByMutation(answer: MutationAnswer): Told {
  const verifications = [answer.verification, answer.current].flatMap((one) => (one ? [toldOf(one)] : []));
  const { order: counted, alreadyRecorded, unlocked } = answer;
  return {
    ...(verifications.length > 0 ? { verifications } : {}),
    ...(counted
      ? {
          order: {
            id: counted.id,
            amount: counted.amount.amount,
            refunded: counted.refunded.amount,
            recordedAt: counted.recordedAt,
          },
        }
      : {}),
    ...(alreadyRecorded === undefined ? {} : { alreadyRecorded }),
    ...(unlocked === undefined ? {} : { unlocked: unlocked?.code ?? null }),
  };
}

/** What a buyer reads of itself. */
export const ownPage = z.object({
  id: z.string(),
  membership: z.object({ level: stage, stages: z.array(stage) }),
  chances: z.array(z.object({ method, used: z.number() })),
  verifications: z.object({ nodes: z.array(verification) }),
});

/** What a buyer reads of itself. */
export type OwnPage = z.infer<typeof ownPage>;

/** What a buyer's own page says, in the words of the history. */
export function toldByOwnPage({ id, chances, verifications }: OwnPage): Told {
  return {
    allOf: id,
    verifications: verifications.nodes.map(toldOf),
    chances: chances.map((one) => ({ member: id, ...one })),
  };
}

/** What a reviewer reads of the queue. */
export const queuePage = z.object({ nodes: z.array(verification) });
