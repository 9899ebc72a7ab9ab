import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Actor, Role } from '../../domain/actor.ts';
import type { AuditAct } from '../../domain/audit.ts';
import { sqlOf, type Session } from '../database.ts';
import { AuditEntryEntity } from '../entities/log-entity.ts';

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
  session.create(AuditEntryEntity, {
    id: newId(),
    at: act.at,
    act: act.act,
    actorId: act.actor?.kind === 'PERSON' ? act.actor.memberId : null,
    actorRole: act.role,
    actorSubject: act.actor?.kind === 'SERVICE' ? act.actor.subject : null,
    memberId: act.memberId ?? null,
    verificationId: act.verificationId ?? null,
    reason: act.reason ?? null,
  });
  await session.flush();
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
    .select(['id', 'at', 'act', 'actorId', 'actorRole', 'memberId', 'verificationId', 'reason'])
    .orderBy('id', 'desc')
    .limit(first);
  if (before !== null) query = query.where('id', '<', before);
  if (filter.memberId !== undefined) query = query.where('memberId', '=', filter.memberId);
  if (filter.actorId !== undefined) query = query.where('actorId', '=', filter.actorId);
  if (filter.verificationId !== undefined) query = query.where('verificationId', '=', filter.verificationId);
  // `any`, since `in` can't have an empty list.
  if (filter.acts !== undefined) query = query.where(sql<boolean>`act = any(${[...filter.acts]})`);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...row,
    actorId: row.actorId ?? null,
    actorRole: row.actorRole ?? null,
    memberId: row.memberId ?? null,
    verificationId: row.verificationId ?? null,
    reason: row.reason ?? null,
  }));
}
