import { chancesUsed } from '../database/stores/chance-store.ts';
import { findEmailCode, putEmailCode } from '../database/stores/email-code-store.ts';
import { changeVerification } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { EmailRefusal } from '../domain/email-refusal.ts';
import { classifyEmailAddress } from '../email-domains/classify-email-address.ts';
import type { Deps } from './deps.ts';
import { createCode, createSalt, hashCode, mailedCodeContext } from './email-code.ts';
import { orderMail } from './mail-order.ts';
import { lockOwnDraft } from './own-draft.ts';
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
  const { policy, sealer } = deps;
  return deps.database.transaction(async (session) => {
    const draft = await lockOwnDraft(session, memberId, input.verificationId, 'EMAIL');
    if (draft.kind === 'HandedIn') return verificationNotOpen(draft.verification);
    if (draft.kind !== 'Draft') return draft;
    const { id } = draft.verification;
    const used = (await chancesUsed(session, [memberId])).get(memberId)?.EMAIL ?? 0;
    if (used >= policy.chances.EMAIL) return chancesExhausted(policy, session, draft.verification);
    const classified = classifyEmailAddress(input.email, policy.emailDomains);
    if (classified.kind !== 'BUSINESS') {
      return emailNotAccepted(classified.kind === 'REFUSED' ? 'REFUSED_BY_POLICY' : classified.kind);
    }
    const sentAt = deps.now();
    const resendAfter = new Date(sentAt.getTime() + policy.emailCode.resendSeconds * 1000);
    const previous = await findEmailCode(session, id);
    if (previous && previous.sentAt.getTime() + policy.emailCode.resendSeconds * 1000 > sentAt.getTime()) {
      return tooManyCodes(new Date(previous.sentAt.getTime() + policy.emailCode.resendSeconds * 1000));
    }
    const { address } = classified;
    const retryAfter = await deps.codeLimits.count({ address: sealer.sign(address, 'address'), member: memberId });
    if (retryAfter !== undefined) return tooManyCodes(retryAfter);

    const code = createCode();
    const salt = createSalt();
    const expiresAt = new Date(sentAt.getTime() + policy.emailCode.minutesValid * 60_000);
    await putEmailCode(session, {
      verificationId: id,
      email: address,
      salt,
      hash: hashCode(code, salt),
      sentAt,
      expiresAt,
    });
    const verification = await changeVerification(session, id, { email: address });
    const sealedCode = sealer.seal(code, mailedCodeContext(id)).toString('base64');
    await orderMail(session, { mail: 'EMAIL_CODE', verificationId: id, sealedCode });
    return { kind: 'Success', verification, expiresAt, resendAfter } as const;
  });
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
