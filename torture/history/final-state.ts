import { z } from 'zod';
import { change } from './happened.ts';
import { toldVerification } from './told.ts';

const finalVerification = toldVerification.extend({
  decision: z.object({ outcome: z.string(), by: z.string() }).nullable(),
});

const finalMember = z.object({
  id: z.string(),
  level: z.string(),
  /** The stages unlocked, lowest first, the one that everyone has included. */
  stages: z.array(z.string()),
  /** Newest first, at most 100. */
  history: z.array(change),
  used: z.object({ MATERIALS: z.number(), TAX_NUMBER: z.number(), EMAIL: z.number() }),
  spend: z.object({ total: z.number(), orders: z.number(), countedSince: z.string().nullable() }),
  /** Newest first, all of them. */
  verifications: z.array(finalVerification),
});

const auditEntry = z.object({
  id: z.string(),
  act: z.string(),
  actor: z.string().nullable(),
  member: z.string().nullable(),
  verification: z.string().nullable(),
  reason: z.string().nullable(),
});

/** What a supervisor reads through the API once all is quiet. */
export const finalState = z.object({ members: z.array(finalMember), audit: z.array(auditEntry) });

/** What a supervisor reads through the API once all is quiet. */
export type FinalState = z.infer<typeof finalState>;

/** A member, at the end. */
export type FinalMember = z.infer<typeof finalMember>;

/** A verification, at the end. */
export type FinalVerification = z.infer<typeof finalVerification>;

/** One act that the audit trail keeps. */
export type AuditEntry = z.infer<typeof auditEntry>;
