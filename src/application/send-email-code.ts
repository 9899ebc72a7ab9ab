import type { Session } from '../database/database.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { findEmailCode, putEmailCode } from '../database/stores/email-code-store.ts';
import { changeVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { EmailRefusal } from '../domain/email-refusal.ts';
import { classifyEmailAddress } from '../email-domains/classify-email-address.ts';
import type { Deps } from './deps.ts';
import { createCode, createSalt, hashCode, mailedCodeContext } from './email-code.ts';
import { orderMail } from './mail-order.ts';
import { lockOwnDraft, readOwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { verificationNotOpen } from './problems.ts';
import { chancesExhausted } from './remaining-paths.ts';

/** A business address to which a code is mailed (seed step 5). */
export interface SendEmailCode {
  readonly verificationId: string;
  readonly email: string;
}

/** Mails a fresh code. Costs no chance; the code before it stops working, and what was spent stays spent. */
export async function sendEmailCode(deps: Deps, actor: Actor, input: SendEmailCode) {
  const memberId = memberIdOf(actor);
  const id = input.verificationId;
  const reading = deps.database.session();
  const admitted = await admit(deps, reading, await readOwnDraft(deps.policy, reading, memberId, id, 'EMAIL'));
  if (admitted.kind !== 'Draft') return admitted;
  const classified = classifyEmailAddress(input.email, deps.policy.emailDomains);
  if (classified.kind !== 'BUSINESS') {
    return emailNotAccepted(classified.kind === 'REFUSED' ? 'REFUSED_BY_POLICY' : classified.kind);
  }
  // Counted before anything is held: the limits use a connection of their own.
  const { address } = classified;
  const retryAfter = await deps.codeLimits.count({
    address: deps.sealer.fingerprint(address, 'address'),
    member: memberId,
  });
  if (retryAfter !== undefined) return tooManyCodes(retryAfter);
  return deps.database.transaction(async (session) => {
    const draft = await admit(deps, session, await lockOwnDraft(deps.policy, session, memberId, id, 'EMAIL'));
    return draft.kind === 'Draft' ? putCodeOut(deps, session, memberId, id, address) : draft;
  });
}

/** The draft, when a code may be sent for it now; else why not. */
async function admit(deps: Deps, session: Session, draft: Awaited<ReturnType<typeof lockOwnDraft>>) {
  if (draft.kind === 'HandedIn') return verificationNotOpen(draft.verification);
  if (draft.kind !== 'Draft') return draft;
  const { id, memberId } = draft.verification;
  const used = (await chancesUsed(session, [memberId])).get(memberId)?.EMAIL ?? 0;
  if (used >= deps.policy.chances.EMAIL) return chancesExhausted(deps.policy, session, draft.verification);
  const previous = await findEmailCode(session, id);
  const resendAfter = previous && laterBy(previous.sentAt, deps.policy.emailCode.resendSeconds);
  return resendAfter && resendAfter > deps.now() ? tooManyCodes(resendAfter) : draft;
}

async function putCodeOut(deps: Deps, session: Session, memberId: string, id: string, email: string) {
  const { policy, sealer, now } = deps;
  const code = createCode();
  const salt = createSalt();
  const sentAt = now();
  const expiresAt = laterBy(sentAt, policy.emailCode.minutesValid * 60);
  const hash = hashCode(code, salt);
  await putEmailCode(session, memberId, { verificationId: id, email, salt, hash, sentAt, expiresAt });
  const verification = await changeVerification(session, id, { email, touchedAt: sentAt });
  const sealedCode = sealer.seal(code, mailedCodeContext(id)).toString('base64');
  await orderMail(session, { mail: 'EMAIL_CODE', verificationId: id, sealedCode });
  const resendAfter = laterBy(sentAt, policy.emailCode.resendSeconds);
  return { kind: 'Success', verification, expiresAt, resendAfter } as const;
}

function laterBy(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}

const refusals: Readonly<Record<EmailRefusal, string>> = {
  MALFORMED: 'This is not an email address. Check it and try again.',
  FREE: "Anybody can get an address of this domain. Use one of your business's own domain.",
  DISPOSABLE: "Addresses of this domain are thrown away after use. Use one of your business's own domain.",
  REFUSED_BY_POLICY: "Addresses of this domain are not accepted. Use one of your business's own domain.",
};

function emailNotAccepted(cause: EmailRefusal) {
  return { kind: 'EmailNotAccepted', message: refusals[cause], cause } as const;
}

function tooManyCodes(retryAfter: Date) {
  const message = 'A code was sent a moment ago, or too many were sent. Look into your inbox, or try again later.';
  return { kind: 'TooManyCodes', message, retryAfter } as const;
}
