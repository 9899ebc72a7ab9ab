import type { InferEntity } from '@mikro-orm/postgresql';
import { sqlOf, type Session } from '../database.ts';
import { EmailCodeEntity } from '../entities/email-code-entity.ts';
import { memberOfVerification, readField, sealFor, sealOf } from '../member-keys.ts';

/** The code that is out for a verification. */
export type EmailCode = Pick<
  InferEntity<typeof EmailCodeEntity>,
  'verificationId' | 'salt' | 'hash' | 'sentAt' | 'expiresAt'
> & {
  /** Empty when its member was erased. */
  readonly email: string;
};

/** The code that is out; undefined when none is. */
export async function findEmailCode(session: Session, verificationId: string): Promise<EmailCode | undefined> {
  const [found] = await findEmailCodes(session, [verificationId]);
  return found;
}

/** The codes that are out for these verifications. */
export async function findEmailCodes(session: Session, verificationIds: readonly string[]): Promise<EmailCode[]> {
  const rows = await sqlOf(session)
    .selectFrom('email_code')
    .selectAll()
    .select(memberOfVerification('email_code.verification_id'))
    .where('verificationId', 'in', [...verificationIds])
    .execute();
  return rows.map(({ memberId, wrappedKey, emailSealed, email, ...code }) => {
    const seal = sealOf(session, memberId, wrappedKey);
    return { ...code, email: readField(seal, addressPlace(code.verificationId), emailSealed, email) ?? '' };
  });
}

/** Where the address of a code stands sealed, to which it is bound. */
export function addressPlace(verificationId: string): string {
  return `email_code.email ${verificationId}`;
}

/** Puts a code out for a member's verification; the one before it is invalid from then on. */
export async function putEmailCode(session: Session, memberId: string, code: EmailCode): Promise<void> {
  const { email, ...rest } = code;
  const seal = await sealFor(session, memberId);
  const address =
    seal === undefined
      ? { email, emailSealed: null }
      : { email: null, emailSealed: seal.seal(addressPlace(code.verificationId), email) };
  await session.upsert(EmailCodeEntity, { ...rest, ...address });
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
