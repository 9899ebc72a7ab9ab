import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';

/**
 * Counts one more try to send a mail. Returns whether it is still to be sent: false once it went out, whoever sent it. `id`
 * is the mail's own, the same at each try.
 */
export async function beginMail(
  session: Session,
  mail: { readonly id: string; readonly kind: string },
  at: Date,
): Promise<boolean> {
  const row = await sqlOf(session)
    .insertInto('mail')
    .values({ ...mail, attempts: 1, triedAt: at })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ attempts: sql<number>`mail.attempts + 1`, triedAt: at })
        .where('mail.sentAt', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps that a mail went out. */
export async function recordSent(session: Session, id: string, at: Date): Promise<void> {
  await sqlOf(session)
    .updateTable('mail')
    .set({ sentAt: at, refusedAt: null, refusal: null })
    .where('id', '=', id)
    .execute();
}

/** Keeps that the mail server refused a mail for good, with its code. */
export async function recordRefused(session: Session, id: string, refusal: string, at: Date): Promise<void> {
  await sqlOf(session).updateTable('mail').set({ refusedAt: at, refusal }).where('id', '=', id).execute();
}

/** Forgets mails that were last tried before then, at most `most`; returns how many. */
export async function forgetMails(session: Session, before: Date, most: number): Promise<number> {
  const tables = sqlOf(session);
  const old = tables.selectFrom('mail').select('id').where('triedAt', '<', before).limit(most);
  const { numDeletedRows } = await tables.deleteFrom('mail').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}
