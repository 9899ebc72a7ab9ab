import type { Method } from '../../domain/method.ts';
import { callToAction, greeting, listUnder, paragraph, type RenderedMail } from '../mail-content.ts';
import { type Phrase, say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';
import { methodName } from './method-words.ts';

/** A verification was begun a while ago and not handed in: what is still to do. */
export interface DraftWaiting {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The stage's display name. */
  readonly stage: string;
  readonly method: Method;
  /** What is still to do, a sentence each, in its order. */
  readonly steps: readonly string[];
  /** Where the member goes on. */
  readonly link?: string | undefined;
}

/** Reminds the member, once, of a verification that waits to be handed in. Throws TypeError for a link that is not http(s). */
export function draftWaitingMail(mail: DraftWaiting): RenderedMail {
  const { memberName, marketplace, stage, method, steps, link } = mail;
  return renderMail({
    marketplace,
    subject: say`Your way to ${stage} is still open`,
    blocks: [
      greeting(memberName),
      paragraph(
        say`You have begun your ${methodName[method]} for the stage ${strong(stage)}. What you entered so far is kept.`,
      ),
      ...listUnder(
        say`What is still to do`,
        steps.map((step) => say`${step}`),
      ),
      paragraph(say`${strong(say`Going on costs no chance.`)} ${whenOneIsSpent[method]}`),
      ...callToAction('Go on', link),
      paragraph(say`You have changed your mind? Then there is nothing to do: we will not remind you of it again.`),
    ],
  });
}

const whenOneIsSpent: Readonly<Record<Method, Phrase>> = {
  MATERIALS: say`One is used only when you hand your materials in for review.`,
  TAX_NUMBER: say`One is used only when you hand your tax number in for review.`,
  EMAIL: say`One is used only when a code that you enter is checked.`,
};
