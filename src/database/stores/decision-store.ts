import { v7 as newId } from 'uuid';
import type { Outcome } from '../../domain/decision.ts';
import type { GivenReason } from '../../domain/rejection.ts';
import { sqlOf, type Session } from '../database.ts';
import { DecisionEntity, DecisionReasonEntity } from '../entities/decision-entity.ts';
import { memberOfVerification, readField, sealFor, sealOf, type MemberSeal } from '../member-keys.ts';

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

/** Keeps a decision on a verification of this member, with its reasons. */
export async function insertDecision(session: Session, memberId: string, decision: Decision): Promise<void> {
  const { reasons, note, ...told } = decision;
  const seal = await sealFor(session, memberId);
  const { verificationId } = decision;
  const outcome = { ...told, ...sealNote(seal, notePlaces.decision(verificationId), note) };
  session.create(DecisionEntity, outcome);
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
  return decisions.map(({ memberId, wrappedKey, noteSealed, ...decision }) => {
    const seal = sealOf(session, memberId, wrappedKey);
    const { verificationId } = decision;
    return {
      ...decision,
      note: readField(seal, notePlaces.decision(verificationId), noteSealed, decision.note),
      reasons: (byVerification.get(verificationId) ?? []).map((reason) => ({
        code: reason.code,
        materialId: reason.materialId ?? null,
        note: readField(seal, notePlaces.reason(reason.id), reason.noteSealed, reason.note),
      })),
    };
  });
}
