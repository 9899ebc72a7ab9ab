import type { Method } from '../../domain/method.ts';
import { callToAction, greeting, paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';
import { chancesFor } from './method-words.ts';

/** A supervisor restored a member's chances of one method. */
export interface ChancesRestored {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  readonly method: Method;
  /** Of this method, from now on. */
  readonly chancesLeft: number;
  /** Where the member goes on. */
  readonly link?: string | undefined;
}

/** Tells the member that the method is open again. Throws TypeError for a link that is not http(s). */
export function chancesRestoredMail(mail: ChancesRestored): RenderedMail {
  const { memberName, marketplace, method, chancesLeft, link } = mail;
  return renderMail({
    marketplace,
    subject: say`You have new chances at ${marketplace}`,
    blocks: [
      greeting(memberName),
      paragraph(say`Good news: you now have ${strong(chancesFor(method, chancesLeft))}.`),
      paragraph(say`You can start a new verification whenever you are ready.`),
      ...callToAction('Start a verification', link),
    ],
  });
}
