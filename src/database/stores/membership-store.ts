import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { MembershipCause, MembershipChange } from '../../domain/membership.ts';
import { sqlOf, type Session } from '../database.ts';
import { MembershipChangeEntity, StageUnlockEntity } from '../entities/membership-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf } from '../member-keys.ts';

/** The stages that these members have unlocked, by member. */
export async function unlockedStages(
  session: Session,
  memberIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await sqlOf(session)
    .selectFrom('stage_unlock')
    .select(['memberId', 'stage'])
    .where('memberId', 'in', [...memberIds])
    .execute();
  return new Map(memberIds.map((id) => [id, rows.filter((row) => row.memberId === id).map((row) => row.stage)]));
}

/** Unlocks stages; those unlocked already stay as they are. */
export async function insertUnlocks(
  session: Session,
  memberId: string,
  stages: readonly string[],
  at: Date,
): Promise<void> {
  if (stages.length === 0) return;
  await session.insertMany(
    StageUnlockEntity,
    stages.map((stage) => ({ memberId, stage, unlockedAt: at })),
  );
}

/** Locks every stage again. */
export async function deleteUnlocks(session: Session, memberId: string): Promise<void> {
  await session.nativeDelete(StageUnlockEntity, { memberId });
}

/** Keeps a change of membership; its id is made here. */
export async function insertMembershipChange(
  session: Session,
  change: Omit<MembershipChange, 'id'>,
): Promise<MembershipChange> {
  const kept: MembershipChange = { id: newId(), ...change };
  session.create(MembershipChangeEntity, {
    id: kept.id,
    memberId: kept.memberId,
    fromLevel: kept.from,
    toLevel: kept.to,
    at: kept.at,
    ...causeColumns(kept.cause),
    ...(await reasonColumns(session, kept)),
  });
  await session.flush();
  return kept;
}

function causeColumns(cause: MembershipCause) {
  const none = { verificationId: null, stage: null, orderId: null, reason: null };
  switch (cause.kind) {
    case 'VERIFICATION':
      return { ...none, cause: cause.kind, verificationId: cause.verificationId };
    case 'SPEND':
      return { ...none, cause: cause.kind, stage: cause.stage, orderId: cause.orderId };
    case 'REVOKED':
      return { ...none, cause: cause.kind };
  }
}

async function reasonColumns(session: Session, { id, memberId, cause }: MembershipChange) {
  if (cause.kind !== 'REVOKED') return {};
  const seal = await sealFor(session, memberId);
  return seal === undefined ? { reason: cause.reason } : { reasonSealed: seal.seal(revocationPlace(id), cause.reason) };
}

/** Where the reason of a revocation stands sealed, to which it is bound. */
export function revocationPlace(id: string): string {
  return `membership_change.reason ${id}`;
}

type Row = EntityDTO<InferEntity<typeof MembershipChangeEntity>> & { readonly wrappedKey: Uint8Array | null };

function toChange(session: Session, row: Row): MembershipChange {
  const { id, memberId, fromLevel: from, toLevel: to, at } = row;
  return { id, memberId, from, to, at, cause: toCause(session, row) };
}

function toCause(session: Session, row: Row): MembershipCause {
  if (row.cause === 'VERIFICATION' && row.verificationId) {
    return { kind: 'VERIFICATION', verificationId: row.verificationId };
  }
  if (row.cause === 'SPEND' && row.stage && row.orderId) {
    return { kind: 'SPEND', stage: row.stage, orderId: row.orderId };
  }
  const seal = sealOf(session, row.memberId, row.wrappedKey);
  return { kind: 'REVOKED', reason: readField(seal, revocationPlace(row.id), row.reasonSealed, row.reason) ?? '' };
}

/** The newest changes of these members' memberships, newest first, at most `most` of each. */
export async function membershipChangesOf(
  session: Session,
  memberIds: readonly string[],
  most: number,
): Promise<MembershipChange[]> {
  const rows = await sqlOf(session)
    .selectFrom((from) =>
      from
        .selectFrom('membership_change')
        .selectAll()
        .select((select) =>
          select.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('memberId').orderBy('id', 'desc'))
            .as('nth'),
        )
        .where('memberId', 'in', [...memberIds])
        .as('newest'),
    )
    .selectAll()
    .select(wrappedKeyOf('newest.member_id'))
    .where('nth', '<=', most)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => toChange(session, { ...row, at: new Date(row.at) }));
}

/** The changes of these ids, in any order. */
export async function findMembershipChanges(session: Session, ids: readonly string[]): Promise<MembershipChange[]> {
  const rows = await sqlOf(session)
    .selectFrom('membership_change')
    .selectAll()
    .select(wrappedKeyOf('membership_change.member_id'))
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => toChange(session, row));
}
