import { z } from 'zod';
import type { Happened, Stream } from '../history/happened.ts';

const code = z.object({ code: z.string() });

/** How a change of membership is asked for, wherever it turns up. */
export const changeFields = `
  from { code } to { code } at
  cause {
    __typename
    ... on UnlockedByVerification { verification { id } }
    ... on UnlockedBySpend { order stage { code } }
    ... on RevokedBySupervisor { reason }
  }
`;

/** A change of membership as the servers tell of it, read in the words of the history. */
export const shownChange = z
  .object({
    from: code,
    to: code,
    at: z.string(),
    cause: z.discriminatedUnion('__typename', [
      z.object({ __typename: z.literal('UnlockedByVerification'), verification: z.object({ id: z.string() }) }),
      z.object({ __typename: z.literal('UnlockedBySpend'), order: z.string(), stage: code }),
      z.object({ __typename: z.literal('RevokedBySupervisor'), reason: z.string() }),
    ]),
  })
  .transform(({ from, to, at, cause }) => ({ from: from.code, to: to.code, at, cause: causeOf(cause) }));

type ShownCause =
  | { readonly __typename: 'UnlockedByVerification'; readonly verification: { readonly id: string } }
  | { readonly __typename: 'UnlockedBySpend'; readonly order: string; readonly stage: { readonly code: string } }
  | { readonly __typename: 'RevokedBySupervisor'; readonly reason: string };

function causeOf(cause: ShownCause) {
  switch (cause.__typename) {
    case 'UnlockedByVerification':
      return { by: 'VERIFICATION' as const, verification: cause.verification.id };
    case 'UnlockedBySpend':
      return { by: 'SPEND' as const, order: cause.order, stage: cause.stage.code };
    case 'RevokedBySupervisor':
      return { by: 'REVOKED' as const, reason: cause.reason };
  }
}

/** A subscription, and how its events read in the words of the history. */
export interface StreamOperation {
  readonly document: string;
  readonly read: (data: unknown) => { readonly cursor: string; readonly happened: Happened };
}

const reviewed = z.object({
  verificationReviewed: z.object({
    cursor: z.string(),
    verification: z.object({
      id: z.string(),
      status: z.string(),
      decision: z.object({ outcome: z.string() }).nullable(),
    }),
  }),
});

const changed = z.object({ membershipChanged: z.object({ cursor: z.string(), change: shownChange }) });

/** The two streams that a member can follow. */
export const streamOperations: Readonly<Record<Stream, StreamOperation>> = {
  REVIEWED: {
    document: `
      subscription TortureReviewed($after: Cursor) {
        verificationReviewed(after: $after) { cursor verification { id status decision { outcome } } }
      }
    `,
    read(data) {
      const { cursor, verification } = reviewed.parse(data).verificationReviewed;
      const { id, status, decision } = verification;
      return {
        cursor,
        happened: { stream: 'REVIEWED', verification: id, status, outcome: decision?.outcome ?? null },
      };
    },
  },
  CHANGED: {
    document: `
      subscription TortureChanged($after: Cursor) {
        membershipChanged(after: $after) { cursor change { ${changeFields} } }
      }
    `,
    read(data) {
      const { cursor, change } = changed.parse(data).membershipChanged;
      return { cursor, happened: { stream: 'CHANGED', change } };
    },
  },
};
