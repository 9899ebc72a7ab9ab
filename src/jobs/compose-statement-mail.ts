import type { Deps } from '../application/deps.ts';
import { moneyWords } from '../domain/money-words.ts';
import { findStage, type Stage } from '../domain/policy.ts';
import { statementWords, type Statement } from '../domain/statement.ts';
import type { Verification } from '../domain/verification.ts';
import type { RenderedMail } from '../mail/mail-content.ts';
import { statementBelowStageMail } from '../mail/templates/statement-below-stage-mail.ts';
import type { Shared } from './mail-receiver.ts';
import { waysOn } from './ways-on.ts';

/** An approval whose statement reaches less than the stage asked for. */
export interface BelowStage {
  readonly verification: Verification;
  readonly statement: Statement;
  /** The code of the stage that it reaches; null: none. */
  readonly unlockedStage: string | null;
}

/** Writes to a buyer what its statement was confirmed to show, and how far that goes. */
export async function composeStatementBelowStage(
  deps: Deps,
  { verification, statement, unlockedStage }: BelowStage,
  level: Stage,
  shared: Shared,
): Promise<RenderedMail> {
  const asked = findStage(deps.policy, verification.stage);
  const required = asked?.statementRequired ?? null;
  return statementBelowStageMail({
    ...shared,
    stage: asked?.name ?? verification.stage,
    required: required && statementWords(required),
    confirmed: { amount: moneyWords(statement.amount), from: statement.from, to: statement.to },
    unlocked: unlockedStage === null ? null : (findStage(deps.policy, unlockedStage)?.name ?? unlockedStage),
    level: level.name,
    benefits: level.benefits.map((benefit) => benefit.name),
    ...(await waysOn(deps, verification)),
  });
}
