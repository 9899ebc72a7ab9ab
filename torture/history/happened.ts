import { z } from 'zod';

/** The two streams that a member can follow. */
export const stream = z.enum(['REVIEWED', 'CHANGED']);

/** One of the two streams. */
export type Stream = z.infer<typeof stream>;

/** What brought a change of membership about. */
export const cause = z.discriminatedUnion('by', [
  z.object({ by: z.literal('VERIFICATION'), verification: z.string() }),
  z.object({ by: z.literal('SPEND'), order: z.string(), stage: z.string() }),
  z.object({ by: z.literal('REVOKED'), reason: z.string() }),
]);

/** What brought a change of membership about. */
export type Cause = z.infer<typeof cause>;

/** A change of membership; levels by their codes. */
export const change = z.object({ from: z.string(), to: z.string(), at: z.string(), cause });

/** A change of membership. */
export type Change = z.infer<typeof change>;

/** What an event tells. */
export const happened = z.discriminatedUnion('stream', [
  z.object({
    stream: z.literal('REVIEWED'),
    verification: z.string(),
    status: z.string(),
    outcome: z.string().nullable(),
  }),
  z.object({ stream: z.literal('CHANGED'), change }),
]);

/** What an event tells. */
export type Happened = z.infer<typeof happened>;
