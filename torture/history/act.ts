import { z } from 'zod';

const method = z.enum(['MATERIALS', 'TAX_NUMBER', 'EMAIL']);
const member = z.string();
const verification = z.string();

/** What a client wants to be done, or to read. Members and verifications by their ids. */
export const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('READ'), member }),
  z.object({ do: z.literal('READ_QUEUE') }),
  z.object({ do: z.literal('DECLARE'), member }),
  z.object({ do: z.literal('BEGIN'), member, method, stage: z.string() }),
  z.object({ do: z.literal('UPLOAD'), member, verification }),
  z.object({ do: z.literal('SUBMIT'), member, verification, method }),
  z.object({ do: z.literal('SEND_CODE'), member, verification }),
  z.object({ do: z.literal('GUESS'), member, verification, right: z.boolean() }),
  z.object({ do: z.literal('WITHDRAW'), member, verification }),
  z.object({ do: z.literal('CLAIM'), reviewer: member, verification: verification.nullable() }),
  z.object({ do: z.literal('RELEASE'), reviewer: member, verification }),
  z.object({ do: z.literal('DECIDE'), reviewer: member, verification, outcome: z.enum(['APPROVED', 'REJECTED']) }),
  z.object({ do: z.literal('RECORD'), member, order: z.string(), amount: z.number() }),
  z.object({ do: z.literal('REFUND'), order: z.string(), refund: z.string(), amount: z.number() }),
  z.object({ do: z.literal('RESTORE'), supervisor: member, member, method, reason: z.string() }),
  z.object({ do: z.literal('REVOKE'), supervisor: member, member, reason: z.string() }),
]);

/** What a client wants to be done, or to read. */
export type Act = z.infer<typeof act>;

/** An act of one kind. */
export type ActOf<K extends Act['do']> = Extract<Act, { do: K }>;
