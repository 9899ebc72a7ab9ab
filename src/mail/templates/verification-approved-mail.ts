import { callToAction, greeting, listUnder, paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/** A verification was approved: what it unlocked. */
export interface VerificationApproved {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The stage's display name. */
  readonly stage: string;
  /** The display name of the membership level from now on. */
  readonly level: string;
  /** What the level grants, one line each. */
  readonly benefits: readonly string[];
  /** Where the member sees the membership. */
  readonly link?: string | undefined;
}

/** Tells the member that the stage is unlocked, and what that brings. Throws TypeError for a link that is not http(s). */
export function verificationApprovedMail(mail: VerificationApproved): RenderedMail {
  const { memberName, marketplace, stage, level, benefits, link } = mail;
  return renderMail({
    marketplace,
    subject: say`You have unlocked ${stage}`,
    blocks: [
      greeting(memberName),
      paragraph(say`Good news: your verification is approved, and the stage ${strong(stage)} is unlocked.`),
      paragraph(say`Your membership level is now ${strong(level)}.`),
      ...listUnder(
        say`What you have from now on`,
        benefits.map((benefit) => say`${benefit}`),
      ),
      ...callToAction('See your membership', link),
    ],
  });
}
