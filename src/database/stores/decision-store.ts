import { v7 as newId } from 'uuid';
import type { Outcome } from '../../domain/decision.ts';
import type { GivenReason } from '../../domain/rejection.ts';
import { sqlOf, type Session } from '../database.ts';
import { DecisionEntity, DecisionReasonEntity } from '../entities/decision-entity.ts';

/** How a verification was decided. */
export interface Decision {
  readonly verificationId: string;
  readonly outcome: Outcome;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly note: string | null;
  /** In the order in which the reviewer gave them. */
  readonly reasons: readonly GivenReason[];
}

/** Keeps a decision with its reasons. */
export async function insertDecision(session: Session, decision: Decision): Promise<void> {
  const { reasons, ...outcome } = decision;
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
    .where('verificationId', 'in', wanted)
    .execute();
  const reasons = await sqlOf(session)
    .selectFrom('decision_reason')
    .selectAll()
    .where('verificationId', 'in', wanted)
    .orderBy('position')
    .execute();
  const byVerification = Map.groupBy(reasons, (reason) => reason.verificationId);
  return decisions.map((decision) => ({
    ...decision,
    note: decision.note ?? null,
    reasons: (byVerification.get(decision.verificationId) ?? []).map((reason) => ({
      code: reason.code,
      materialId: reason.materialId ?? null,
      note: reason.note ?? null,
    })),
  }));
}
