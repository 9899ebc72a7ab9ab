import type { InferEntity } from '@mikro-orm/postgresql';
import { sqlOf, type Session } from '../database.ts';
import { EmailCodeEntity } from '../entities/email-code-entity.ts';

/** The code that is out for a verification. */
export type EmailCode = Pick<
  InferEntity<typeof EmailCodeEntity>,
  'verificationId' | 'email' | 'salt' | 'hash' | 'sentAt' | 'expiresAt'
>;

/** The code that is out; undefined when none is. */
export async function findEmailCode(session: Session, verificationId: string): Promise<EmailCode | undefined> {
  return (await session.findOne(EmailCodeEntity, { verificationId }, { refresh: true })) ?? undefined;
}

/** The codes that are out for these verifications. */
export async function findEmailCodes(session: Session, verificationIds: readonly string[]): Promise<EmailCode[]> {
  return sqlOf(session)
    .selectFrom('email_code')
    .selectAll()
    .where('verificationId', 'in', [...verificationIds])
    .execute();
}

/** Puts a code out; the one before it is invalid from then on. */
export async function putEmailCode(session: Session, code: EmailCode): Promise<void> {
  await session.upsert(EmailCodeEntity, code);
}

/** Takes the code back, so that it works once. */
export async function removeEmailCode(session: Session, verificationId: string): Promise<void> {
  await session.nativeDelete(EmailCodeEntity, { verificationId });
}

/** Forgets codes that ran out before then, at most `most`; returns how many. */
export async function forgetEmailCodes(session: Session, before: Date, most: number): Promise<number> {
  const tables = sqlOf(session);
  const old = tables.selectFrom('email_code').select('verificationId').where('expiresAt', '<', before).limit(most);
  const { numDeletedRows } = await tables
    .deleteFrom('email_code')
    .where('verificationId', 'in', old)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
