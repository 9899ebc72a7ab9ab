import { z } from 'zod';
import type { Session } from '../database/database.ts';
import { spendChance } from '../database/stores/chance-store.ts';
import { findEmailCode, removeEmailCode } from '../database/stores/email-code-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { isSameCode } from './email-code.ts';
import { handIn } from './hand-in.ts';
import { lockOwnDraft, readOwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { chancesExhausted } from './remaining-paths.ts';

/** The code as the buyer gives it back (the seed's "backfill captcha"). */
export interface SubmitEmailCode {
  readonly verificationId: string;
  readonly code: string;
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A guess that is paid for: how many chances are used with it (undefined: none was left), and the code that it is held against. Undefined when no code was out. */
const guess = z.object({ used: z.number().optional(), code: z.object({ salt: bytes, hash: bytes }) }).optional();

/**
 * Checks a code. The chance is spent and committed before the code is looked at, so that neither a parallel request nor a
 * later failure makes a guess free. The right code hands the verification in. Sent again with its idempotency key after a
 * failure, it is the same guess: held against the same code, and not paid for again.
 */
export async function submitEmailCode(deps: Deps, actor: Actor, input: SubmitEmailCode) {
  const memberId = memberIdOf(actor);
  const session = deps.database.session();
  const draft = await readOwnDraft(deps.policy, session, memberId, input.verificationId, 'EMAIL');
  if (draft.kind === 'HandedIn') return { kind: 'Success', verification: draft.verification } as const;
  if (draft.kind !== 'Draft') return draft;

  const limit = deps.policy.chances.EMAIL;
  const spend = async (own: Session) => {
    const code = await findEmailCode(own, draft.verification.id);
    if (code === undefined || code.expiresAt <= deps.now()) return undefined;
    return { used: await spendChance(own, memberId, 'EMAIL', limit), code: { salt: code.salt, hash: code.hash } };
  };
  const spent = await deps.database.transaction(spend, { name: 'guess', shape: guess });
  if (spent === undefined) return codeMissing();
  const { used, code } = spent;
  if (used === undefined) return chancesExhausted(deps.policy, session, draft.verification);
  if (isSameCode(input.code, code)) return confirm(deps, actor, input.verificationId, code.salt);
  if (used < limit) return wrongCode(limit - used);
  const exhausted = await chancesExhausted(deps.policy, session, draft.verification);
  return { ...exhausted, message: `The code is wrong. ${exhausted.message}` };
}

async function confirm(deps: Deps, actor: Actor, verificationId: string, salt: Uint8Array) {
  return deps.database.transaction(async (session) => {
    const draft = await lockOwnDraft(deps.policy, session, memberIdOf(actor), verificationId, 'EMAIL');
    if (draft.kind === 'HandedIn') return { kind: 'Success', verification: draft.verification } as const;
    if (draft.kind !== 'Draft') return draft;
    const code = await findEmailCode(session, verificationId);
    // Another code went out meanwhile, perhaps to another address: what was checked no longer counts.
    if (code === undefined || !Buffer.from(code.salt).equals(salt)) return codeMissing();
    await removeEmailCode(session, verificationId);
    const change = { email: code.email, emailConfirmedAt: deps.now() };
    return { kind: 'Success', verification: await handIn(deps, session, actor, draft, change) } as const;
  });
}

function codeMissing() {
  const message = 'No code is out for this verification, or it has run out. Have one sent with `sendEmailCode`.';
  return { kind: 'CodeMissing', message } as const;
}

function wrongCode(chancesLeft: number) {
  const left = chancesLeft === 1 ? 'One chance is left.' : `${chancesLeft} chances are left.`;
  return { kind: 'WrongCode', message: `The code is wrong. ${left}`, chancesLeft } as const;
}
