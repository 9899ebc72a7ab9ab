import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Actor, Role } from '../../domain/actor.ts';
import type { AuditAct } from '../../domain/audit.ts';
import { sqlOf, type Session } from '../database.ts';
import { AuditEntryEntity } from '../entities/log-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf } from '../member-keys.ts';

/** One act as the audit trail keeps it. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly act: AuditAct;
  readonly actorId: string | null;
  readonly actorRole: Role | null;
  readonly memberId: string | null;
  readonly verificationId: string | null;
  readonly reason: string | null;
  /** Of its link in the chain, hexadecimal; null as long as it is not chained. */
  readonly hash: string | null;
}

/** What is to be kept of an act; `actor` null: the server did it by itself. */
export interface Act {
  readonly act: AuditAct;
  readonly actor: Actor | null;
  readonly role: Role | null;
  readonly at: Date;
  /** Whom it is about; left out when it is about nobody. */
  readonly memberId?: string;
  readonly verificationId?: string;
  readonly reason?: string;
}

/** What to keep of the trail. All that is given must hold. */
export interface AuditFilter {
  readonly memberId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly verificationId?: string | undefined;
  readonly acts?: readonly AuditAct[] | undefined;
}

/** Adds an act to the trail, in the transaction of what it tells. */
export async function recordAct(session: Session, act: Act): Promise<void> {
  const id = newId();
  session.create(AuditEntryEntity, {
    id,
    at: act.at,
    act: act.act,
    actorId: act.actor?.kind === 'PERSON' ? act.actor.memberId : null,
    actorRole: act.role,
    actorSubject: act.actor?.kind === 'SERVICE' ? act.actor.subject : null,
    memberId: act.memberId ?? null,
    verificationId: act.verificationId ?? null,
    ...(await reasonColumns(session, id, act)),
  });
  await session.flush();
}

/** What is said of a member is sealed with its key. */
async function reasonColumns(session: Session, id: string, { act, reason, memberId }: Act) {
  if (reason === undefined) return { reason: null };
  // Why somebody was erased has to outlast its key.
  const isSealed = memberId !== undefined && act !== 'MEMBER_ERASED';
  const seal = isSealed ? await sealFor(session, memberId) : undefined;
  return seal === undefined ? { reason } : { reason: null, reasonSealed: seal.seal(auditReasonPlace(id), reason) };
}

/** Where the reason of an act stands sealed, to which it is bound. */
export function auditReasonPlace(id: string): string {
  return `audit_entry.reason ${id}`;
}

/** A page of the trail, newest first, from before the entry `before`. Returns up to `first` entries. */
export async function auditEntries(
  session: Session,
  filter: AuditFilter,
  first: number,
  before: string | null,
): Promise<AuditEntry[]> {
  let query = sqlOf(session)
    .selectFrom('audit_entry')
    .select(['id', 'at', 'act', 'actorId', 'actorRole', 'memberId', 'verificationId', 'reason', 'reasonSealed'])
    .select([
      wrappedKeyOf('audit_entry.member_id'),
      sql<string | null>`(select encode(hash, 'hex') from audit_link where entry_id = audit_entry.id)`.as('hash'),
    ])
    .orderBy('id', 'desc')
    .limit(first);
  if (before !== null) query = query.where('id', '<', before);
  if (filter.memberId !== undefined) query = query.where('memberId', '=', filter.memberId);
  if (filter.actorId !== undefined) query = query.where('actorId', '=', filter.actorId);
  if (filter.verificationId !== undefined) query = query.where('verificationId', '=', filter.verificationId);
  // `any`, since `in` can't have an empty list.
  if (filter.acts !== undefined) query = query.where(sql<boolean>`act = any(${[...filter.acts]})`);
  const rows = await query.execute();
  return rows.map(({ reasonSealed, wrappedKey, ...row }) => ({
    ...row,
    actorId: row.actorId ?? null,
    actorRole: row.actorRole ?? null,
    memberId: row.memberId ?? null,
    verificationId: row.verificationId ?? null,
    reason: readField(
      sealOf(session, row.memberId ?? '', wrappedKey),
      auditReasonPlace(row.id),
      reasonSealed,
      row.reason,
    ),
  }));
}
