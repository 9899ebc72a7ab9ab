import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Verdict } from '../../domain/second-review.ts';
import type { GivenReason } from '../../domain/rejection.ts';
import type { Statement } from '../../domain/statement.ts';
import { sqlOf, type Session } from '../database.ts';
import { DecisionEntity, DecisionReasonEntity } from '../entities/decision-entity.ts';
import { memberOfVerification, readField, sealFor, sealOf, type MemberSeal } from '../member-keys.ts';
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

/** Keeps a decision on a verification of this member, with its reasons. */
export async function insertDecision(session: Session, memberId: string, decision: Decision): Promise<void> {
  const { reasons, note, statement, ...rest } = decision;
  const seal = await sealFor(session, memberId);
  const { verificationId } = decision;
  // Which stage it unlocked is kept where it can be another than the one asked for.
  const unlockedStage = statement === null ? null : decision.unlockedStage;
  const outcome = { ...rest, ...fromStatement(statement), unlockedStage };
  session.create(DecisionEntity, { ...outcome, ...sealNote(seal, notePlaces.decision(verificationId), note) });
  await session.flush();
  for (const [position, { note: toBuyer, ...reason }] of reasons.entries()) {
    const id = newId();
    const sealed = sealNote(seal, notePlaces.reason(id), toBuyer);
    session.create(DecisionReasonEntity, { id, verificationId, position, ...reason, ...sealed });
  }
  await session.flush();
}

/** Where sealed notes stand, to which they are bound. */
export const notePlaces = {
  decision: (verificationId: string) => `decision.note ${verificationId}`,
  reason: (id: string) => `decision_reason.note ${id}`,
};

function sealNote(seal: MemberSeal | undefined, place: string, note: string | null) {
  return seal === undefined || note === null ? { note } : { note: null, noteSealed: seal.seal(place, note) };
}

/** The decisions on these verifications, in any order; those undecided are left out. */
export async function decisionsOn(session: Session, verificationIds: readonly string[]): Promise<Decision[]> {
  const wanted = [...verificationIds];
  const decisions = await sqlOf(session)
    .selectFrom('decision')
    .selectAll()
    .select(sql<string>`(select stage from verification where id = decision.verification_id)`.as('stage'))
    .select(memberOfVerification('decision.verification_id'))
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
    const seal = sealOf(session, row.memberId, row.wrappedKey);
    const statement = toStatement(row);
    const unlockedStage = outcome === 'REJECTED' ? null : statement === null ? row.stage : (row.unlockedStage ?? null);
    return {
      verificationId,
      outcome,
      decidedBy,
      decidedAt,
      note: readField(seal, notePlaces.decision(verificationId), row.noteSealed, row.note),
      statement,
      unlockedStage,
      reasons: (byVerification.get(verificationId) ?? []).map((reason) => ({
        code: reason.code,
        materialId: reason.materialId ?? null,
        note: readField(seal, notePlaces.reason(reason.id), reason.noteSealed, reason.note),
      })),
    };
  });
}
