import type { Method } from '../../domain/method.ts';
import { formatDays } from '../format-days.ts';
import { greeting, paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';
import { handedIn } from './method-words.ts';

/** What the member handed in has arrived, and this is when the result will come. */
export interface VerificationSubmitted {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The stage's display name. */
  readonly stage: string;
  readonly method: Method;
  /** The promised days, both included, as YYYY-MM-DD in the operator's time zone. */
  readonly earliest: string;
  readonly latest: string;
}

/** Confirms a submission and promises the days of the result. Throws RangeError for a day that does not exist. */
export function verificationSubmittedMail(mail: VerificationSubmitted): RenderedMail {
  const { memberName, marketplace, stage, method, earliest, latest } = mail;
  const what = handedIn[method];
  return renderMail({
    marketplace,
    subject: say`We received ${what} for ${stage}`,
    blocks: [
      greeting(memberName),
      paragraph(say`Thank you. We have received ${what} to unlock the stage ${strong(stage)}.`),
      paragraph(say`We will mail you the result ${strong(formatDays(earliest, latest))}.`),
      paragraph(say`There is nothing that you need to do until then.`),
    ],
  });
}
