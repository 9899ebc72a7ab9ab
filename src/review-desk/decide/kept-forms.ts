import {
  array,
  custom,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
  union,
  type infer as Infer,
} from 'zod/mini';
import type { ReasonCode } from '../generated/graphql.ts';

/** Which codes there are says the server, whenever a reason is given. */
const reasonCode = custom<ReasonCode>((value) => typeof value === 'string');

const reason = object({ code: reasonCode, material: nullable(string()), note: optional(string()) });

/** What a reviewer has prepared for one case, as it is kept in the browser tab. */
export const draftForm = object({
  reasons: array(reason),
  note: string(),
  /** What the reviewer read on a statement, as it was typed. */
  statement: object({ amount: string(), from: string(), to: string() }),
  /** The facts that the reviewer has ticked off, each as material kind and fact. */
  seen: array(string()),
});

/** What a reviewer has prepared for one case. */
export type Draft = Infer<typeof draftForm>;

/** One reason of a draft. */
export type DraftReason = Infer<typeof reason>;

const approval = object({
  kind: literal('approve'),
  variables: object({ verification: string(), version: number(), note: optional(string()) }),
});

const approvalWithStatement = object({
  kind: literal('approveStatement'),
  variables: object({
    verification: string(),
    version: number(),
    confirmedStatement: object({ amount: number(), currency: string(), from: string(), to: string() }),
    note: optional(string()),
  }),
});

const rejection = object({
  kind: literal('reject'),
  variables: object({
    verification: string(),
    version: number(),
    reasons: array(object({ code: reasonCode, material: optional(string()), note: optional(string()) })),
    note: optional(string()),
  }),
});

/** A decision on its way to the server, as it is kept in the browser tab. */
export const pendingForm = object({
  /** The idempotency key: however often it is sent, it counts once. */
  key: string(),
  /** Whose decision it is; nobody else's sign-in sends it. */
  who: string(),
  /** The buyer's name. */
  about: string(),
  decision: union([approval, approvalWithStatement, rejection]),
});

/** A decision on its way to the server. */
export type PendingForm = Infer<typeof pendingForm>;

/** Approve or reject, with all that the operation takes. */
export type DecisionToSend = PendingForm['decision'];
