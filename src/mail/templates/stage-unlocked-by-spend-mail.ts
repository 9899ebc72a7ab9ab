import { callToAction, greeting, listUnder, paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/** The settled orders of a member reached a stage's amount: what it unlocked. */
export interface StageUnlockedBySpend {
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

/** Tells the member that orders alone unlocked the stage. Throws TypeError for a link that is not http(s). */
export function stageUnlockedBySpendMail(mail: StageUnlockedBySpend): RenderedMail {
  const { memberName, marketplace, stage, level, benefits, link } = mail;
  return renderMail({
    marketplace,
    subject: say`Your orders have unlocked ${stage}`,
    blocks: [
      greeting(memberName),
      paragraph(say`Good news: your orders have reached the amount that unlocks the stage ${strong(stage)}.`),
      paragraph(say`Your membership level is now ${strong(level)}. There is nothing that you need to verify for it.`),
      ...listUnder(
        say`What you have from now on`,
        benefits.map((benefit) => say`${benefit}`),
      ),
      ...callToAction('See your membership', link),
    ],
  });
}
