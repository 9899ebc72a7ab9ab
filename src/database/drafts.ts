import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';
import { materialsOf } from './stores/material-store.ts';
import type { Material } from '../domain/material.ts';

/** When the buyer of the verification `v` last did something about it. */
const lastTouch = sql`greatest(
  v.created_at, v.touched_at,
  (select max(uploaded_at) from material where verification_id = v.id),
  (select sent_at from email_code where verification_id = v.id))`;

/** Keeps that the buyer did something about a draft. Its version stays. */
export async function touchDraft(session: Session, id: string, at: Date): Promise<void> {
  await sqlOf(session).updateTable('verification').set({ touchedAt: at }).where('id', '=', id).execute();
}

/** Drafts that were last touched between two instants and of which nobody was reminded yet, up to `most`. */
export async function draftsToRemindOf(session: Session, from: Date, to: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from verification v
    where v.status = 'DRAFT' and v.created_at < ${to.toISOString()}::timestamptz
      and ${lastTouch} >= ${from.toISOString()}::timestamptz and ${lastTouch} < ${to.toISOString()}::timestamptz
      and not exists (select from reminder where kind = 'DRAFT_WAITING' and occasion = v.id::text)
    order by v.id limit ${most}
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}

/** Drafts with files that were withdrawn before an instant, up to `most`. What was submitted first is no draft. */
export async function withdrawnDraftsWithFiles(session: Session, before: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from verification v
    where v.status = 'WITHDRAWN' and v.submitted_at is null
      and exists (select from material where verification_id = v.id)
      and exists (
        select from audit_entry
        where verification_id = v.id and act = 'VERIFICATION_WITHDRAWN' and at < ${before.toISOString()}::timestamptz)
    order by v.id limit ${most}
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}

/** Open drafts with files that nobody touched since an instant, up to `most`. */
export async function abandonedDraftsWithFiles(session: Session, since: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from verification v
    where v.status = 'DRAFT' and v.created_at < ${since.toISOString()}::timestamptz
      and ${lastTouch} < ${since.toISOString()}::timestamptz
      and exists (select from material where verification_id = v.id)
    order by v.id limit ${most}
  `.execute(sqlOf(session));
  return rows.map((row) => row.id);
}

/** The files of a draft that the transaction holds, unless it was handed in meanwhile or touched since that instant. */
export async function filesOfLeftDraft(session: Session, id: string, since: Date): Promise<readonly Material[]> {
  const { rows } = await sql`
    select from verification v
    where v.id = ${id} and v.submitted_at is null and ${lastTouch} < ${since.toISOString()}::timestamptz
  `.execute(sqlOf(session));
  return rows.length === 0 ? [] : materialsOf(session, [id]);
}
