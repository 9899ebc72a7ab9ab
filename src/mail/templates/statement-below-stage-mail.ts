import { formatPeriod } from '../format-days.ts';
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
import { chancesFor } from './method-words.ts';

/** A verification was approved, but its statement shows less than the stage asks for. */
export interface StatementBelowStage {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The display name of the stage that was asked for. */
  readonly stage: string;
  /** What the stage asks for, in words; null: nothing any more. */
  readonly required: string | null;
  /** What the reviewer confirmed; the days are YYYY-MM-DD. */
  readonly confirmed: { readonly amount: string; readonly from: string; readonly to: string };
  /** The display name of the stage that it reaches; null: none. */
  readonly unlocked: string | null;
  /** The display name of the membership level now. */
  readonly level: string;
  /** What the level grants, one line each. */
  readonly benefits: readonly string[];
  readonly chancesLeft: number;
  /** The other paths that still open the stage, one line each. */
  readonly remainingPaths: readonly string[];
  /** Where the member goes on. */
  readonly link?: string | undefined;
}

/** Tells the member what was confirmed, what that unlocks, and how the stage can still be reached. Throws TypeError for a link that is not http(s). */
export function statementBelowStageMail(mail: StatementBelowStage): RenderedMail {
  const { memberName, marketplace, stage, unlocked, level, benefits, remainingPaths, link } = mail;
  return renderMail({
    marketplace,
    subject:
      unlocked === null
        ? say`Your statement does not reach ${stage} yet`
        : say`You have unlocked ${unlocked}, but not ${stage} yet`,
    blocks: [
      greeting(memberName),
      paragraph(outcome(mail)),
      ...comparison(mail),
      paragraph(say`Your membership level is now ${strong(level)}.`),
      ...listUnder(
        say`What you have`,
        benefits.map((benefit) => say`${benefit}`),
      ),
      heading(say`How to unlock ${stage}`),
      paragraph(nextStep(mail)),
      ...listUnder(
        say`Other ways to unlock ${stage}`,
        remainingPaths.map((path) => say`${path}`),
      ),
      ...callToAction('Choose how to go on', link),
    ],
  });
}

function outcome({ stage, unlocked }: StatementBelowStage): Phrase {
  return unlocked === null
    ? say`Your verification is approved: what you handed in is right. Your statement shows less than a stage asks for, so no stage is unlocked.`
    : say`Your verification is approved. Your statement shows less than ${strong(stage)} asks for, and enough for ${strong(unlocked)}: that stage is unlocked.`;
}

function comparison({ stage, confirmed, required }: StatementBelowStage): readonly MailBlock[] {
  const shown = say`We confirmed ${strong(confirmed.amount)} ${formatPeriod(confirmed.from, confirmed.to)}.`;
  if (required === null) return [paragraph(shown)];
  return [paragraph(say`${shown} ${stage} asks for at least ${strong(required)}.`)];
}

function nextStep({ stage, marketplace, chancesLeft, remainingPaths }: StatementBelowStage): Phrase {
  const chances = say`You have ${strong(chancesFor('MATERIALS', chancesLeft))}.`;
  if (chancesLeft > 0) return say`${chances} Hand in again when your statement shows what ${stage} asks for.`;
  return remainingPaths.length > 0
    ? say`${chances} You can still choose another way.`
    : say`${chances} If you would like another one, please write to the ${marketplace} team: they can restore it.`;
}
