import { z } from 'zod';

const method = z.enum(['MATERIALS', 'TAX_NUMBER', 'EMAIL']);

/** A verification as somebody was told of it. */
export const toldVerification = z.object({
  id: z.string(),
  method,
  stage: z.string(),
  status: z.enum(['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN']),
  version: z.number(),
  /** `earliest/latest`; null while nothing is promised. */
  promise: z.string().nullable(),
});

/** A verification as somebody was told of it. */
export type ToldVerification = z.infer<typeof toldVerification>;

/** How many chances of a method were used, as somebody was told. */
export const toldChances = z.object({ member: z.string(), method, used: z.number() });

/** What an answer says, in the words of the checker. Whatever an answer says nothing of is left out. */
export const told = z.object({
  verifications: z.array(toldVerification).optional(),
  /** The member whose newest verifications these are, all from one read. */
  allOf: z.string().optional(),
  chances: z.array(toldChances).optional(),
  order: z.object({ id: z.string(), amount: z.number(), refunded: z.number(), recordedAt: z.string() }).optional(),
  alreadyRecorded: z.boolean().optional(),
  unlocked: z.string().nullable().optional(),
});

/** What an answer says, in the words of the checker. */
export type Told = z.infer<typeof told>;
