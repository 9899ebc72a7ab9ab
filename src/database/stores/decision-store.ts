import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Verdict } from '../../domain/second-review.ts';
import type { GivenReason } from '../../domain/rejection.ts';
import type { Statement } from '../../domain/statement.ts';
import { sqlOf, type Session } from '../database.ts';
import { DecisionEntity, DecisionReasonEntity } from '../entities/decision-entity.ts';
import { fromStatement, toStatement } from './statement-columns.ts';

/** How a verification was decided. */
export interface Decision extends Verdict {
  readonly verificationId: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly note: string | null;
  /** In the order in which the reviewer gave them. */
  readonly reasons: readonly GivenReason[];
  /** What the reviewer read on the statement; null when the decision took none. */
  readonly statement: Statement | null;
}

/** Keeps a decision with its reasons. */
export async function insertDecision(session: Session, decision: Decision): Promise<void> {
  const { reasons, statement, ...rest } = decision;
  // Which stage it unlocked is kept where it can be another than the one asked for.
  const unlockedStage = statement === null ? null : decision.unlockedStage;
  const outcome = { ...rest, ...fromStatement(statement), unlockedStage };
  session.create(DecisionEntity, outcome);
  await session.flush();
  for (const [position, reason] of reasons.entries()) {
    session.create(DecisionReasonEntity, {
      id: newId(),
      verificationId: decision.verificationId,
      position,
      ...reason,
    });
  }
  await session.flush();
}

/** The decisions on these verifications, in any order; those undecided are left out. */
export async function decisionsOn(session: Session, verificationIds: readonly string[]): Promise<Decision[]> {
  const wanted = [...verificationIds];
  const decisions = await sqlOf(session)
    .selectFrom('decision')
    .selectAll()
    .select(sql<string>`(select stage from verification where id = decision.verification_id)`.as('stage'))
    .where('verificationId', 'in', wanted)
    .execute();
  const reasons = await sqlOf(session)
    .selectFrom('decision_reason')
    .selectAll()
    .where('verificationId', 'in', wanted)
    .orderBy('position')
    .execute();
  const byVerification = Map.groupBy(reasons, (reason) => reason.verificationId);
  return decisions.map((row) => {
    const { verificationId, outcome, decidedBy, decidedAt } = row;
    const statement = toStatement(row);
    const unlockedStage = outcome === 'REJECTED' ? null : statement === null ? row.stage : (row.unlockedStage ?? null);
    return {
      verificationId,
      outcome,
      decidedBy,
      decidedAt,
      note: row.note ?? null,
      statement,
      unlockedStage,
      reasons: (byVerification.get(verificationId) ?? []).map((reason) => ({
        code: reason.code,
        materialId: reason.materialId ?? null,
        note: reason.note ?? null,
      })),
    };
  });
}
