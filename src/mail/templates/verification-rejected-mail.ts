import type { Method } from '../../domain/method.ts';
import {
  callToAction,
  greeting,
  heading,
  listUnder,
  type MailBlock,
  paragraph,
  type RenderedMail,
} from '../mail-content.ts';
import { type Phrase, say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';
import { chancesFor, handedIn } from './method-words.ts';

/** One thing that stood in the way, and how to put it right. */
export interface MailedReason {
  readonly message: string;
  readonly remedy: string;
  /** The display name of the material that it is about, if it is about one. */
  readonly material?: string | undefined;
}

/** A verification was rejected: why, and every way that is still open. */
export interface VerificationRejected {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The stage's display name. */
  readonly stage: string;
  readonly method: Method;
  readonly reasons: readonly MailedReason[];
  /** Of this method, after this verification. */
  readonly chancesLeft: number;
  /** The other paths that still open the stage, one line each. */
  readonly remainingPaths: readonly string[];
  /** Where the member goes on. */
  readonly link?: string | undefined;
}

/**
 * Tells the member what was found, how to put it right, how many chances are left and which other paths are open.
 * Throws TypeError for a link that is not http(s).
 */
export function verificationRejectedMail(mail: VerificationRejected): RenderedMail {
  const { memberName, marketplace, stage, method, reasons, chancesLeft, remainingPaths, link } = mail;
  const canTryAgain = chancesLeft > 0;
  return renderMail({
    marketplace,
    subject: canTryAgain
      ? say`Your verification for ${stage} is not approved yet`
      : say`Your verification for ${stage} is not approved`,
    blocks: [
      greeting(memberName),
      paragraph(
        say`Thank you for your patience. We have checked ${handedIn[method]} to unlock the stage ${strong(stage)}, and we can't approve this verification${canTryAgain ? say` yet` : say``}.`,
      ),
      ...findings(reasons),
      heading(say`What you can do next`),
      paragraph(nextStep(mail)),
      ...listUnder(
        canTryAgain ? say`Other ways to unlock ${stage}` : say`Ways to unlock ${stage}`,
        remainingPaths.map((path) => say`${path}`),
      ),
      ...callToAction(canTryAgain || remainingPaths.length > 0 ? 'Choose how to go on' : 'See your membership', link),
    ],
  });
}

function findings(reasons: readonly MailedReason[]): readonly MailBlock[] {
  const steps = reasons.map(({ material, message, remedy }) => [
    material === undefined ? say`${message}` : say`${strong(material)}: ${message}`,
    say`${strong(say`To put it right:`)} ${remedy}`,
  ]);
  return steps.length === 0 ? [] : [heading(say`What we found`), { kind: 'steps', steps }];
}

function nextStep({ marketplace, method, chancesLeft, remainingPaths }: VerificationRejected): Phrase {
  const chances = say`You have ${strong(chancesFor(method, chancesLeft))}.`;
  if (chancesLeft > 0) {
    return say`${chances} Take the time that you need, then hand in again.`;
  }
  return remainingPaths.length > 0
    ? say`${chances} You can still choose another way.`
    : say`${chances} If you would like another one, please write to the ${marketplace} team: they can restore it.`;
}
