import { listUnder, paragraph, type RenderedMail } from '../mail-content.ts';
import { type Phrase, say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/** How many cases the reviewers' team has promised to decide by now. Names nobody. */
export interface CasesDue {
  readonly marketplace: string;
  /** By stage, under its display name. */
  readonly stages: readonly { readonly name: string; readonly dueToday: number; readonly overdue: number }[];
}

/** Tells the reviewers' team at the start of a working day what is due by its end, and what is overdue. */
export function casesDueMail({ marketplace, stages }: CasesDue): RenderedMail {
  const dueToday = stages.reduce((sum, stage) => sum + stage.dueToday, 0);
  const overdue = stages.reduce((sum, stage) => sum + stage.overdue, 0);
  return renderMail({
    marketplace,
    subject: say`Today at ${marketplace}: ${dueToday} due, ${overdue} overdue`,
    blocks: [
      paragraph(say`Good morning,`),
      paragraph(say`${strong(cases(dueToday))} to be decided by the end of today.`),
      ...(overdue === 0 ? [] : [paragraph(say`${strong(cases(overdue))} overdue: the promised day is past.`)]),
      ...listUnder(
        say`By stage`,
        stages.map((stage) => say`${stage.name}: ${stage.dueToday} due today, ${stage.overdue} overdue`),
      ),
      paragraph(say`The review queue shows the most urgent first.`),
    ],
  });
}

function cases(count: number): Phrase {
  return count === 1 ? say`1 case is` : say`${count} cases are`;
}
