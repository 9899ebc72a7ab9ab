import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { Method } from '../../domain/method.ts';
import type { Claim, Verification } from '../../domain/verification.ts';
import { isCalendarDay } from '../../domain/working-days.ts';
import { sqlOf, type Session } from '../database.ts';
import { VerificationEntity } from '../entities/verification-entity.ts';

/** What can change of a verification. Whatever is not named stays. */
export type VerificationChange = Partial<
  Pick<
    InferEntity<typeof VerificationEntity>,
    | 'status'
    | 'identityType'
    | 'identityInformation'
    | 'submittedAt'
    | 'expectedEarliest'
    | 'expectedLatest'
    | 'dueAt'
    | 'claimedBy'
    | 'claimedUntil'
    | 'taxCountry'
    | 'taxNumberSealed'
    | 'taxNumberMasked'
    | 'taxVerdict'
    | 'email'
    | 'emailConfirmedAt'
    | 'touchedAt'
    | 'reviews'
  >
>;

/** Everything but the sealed tax number, which is read on its own. */
const columns = [
  'id',
  'memberId',
  'stage',
  'method',
  'status',
  'version',
  'identityType',
  'identityInformation',
  'createdAt',
  'submittedAt',
  'expectedEarliest',
  'expectedLatest',
  'dueAt',
  'claimedBy',
  'claimedUntil',
  'taxCountry',
  'taxNumberMasked',
  'taxVerdict',
  'email',
  'emailConfirmedAt',
] as const;

type Row = Pick<EntityDTO<InferEntity<typeof VerificationEntity>>, (typeof columns)[number]>;

/** Turns a row into the record that the rest of the house knows. */
export function toVerification(row: Row): Verification {
  const { identityType: type, identityInformation: information } = row;
  const { taxCountry: country, taxNumberMasked: masked, taxVerdict: verdict } = row;
  return {
    id: row.id,
    memberId: row.memberId,
    stage: row.stage,
    method: row.method,
    status: row.status,
    version: row.version,
    identity: type && information ? { type, information } : null,
    createdAt: row.createdAt,
    submittedAt: row.submittedAt ?? null,
    expectedResult: promiseOf(row.expectedEarliest, row.expectedLatest),
    dueAt: row.dueAt ?? null,
    claim: row.claimedBy && row.claimedUntil ? { reviewerId: row.claimedBy, until: row.claimedUntil } : null,
    taxNumber: country && masked && verdict ? { country, masked, verdict } : null,
    email: row.email ?? null,
    emailConfirmedAt: row.emailConfirmedAt ?? null,
  };
}

function promiseOf(earliest: string | null | undefined, latest: string | null | undefined) {
  if (!earliest || !latest || !isCalendarDay(earliest) || !isCalendarDay(latest)) return null;
  return { earliest, latest };
}

/** The columns of a verification's record, for read models that join it. */
export const verificationColumns = columns.map((column) => `verification.${column}` as const);

/** The verifications of these ids, in any order; unknown ids are left out. */
export async function findVerifications(session: Session, ids: readonly string[]): Promise<Verification[]> {
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(toVerification);
}

/** The verification of an id; undefined when there is none. */
export async function findVerification(session: Session, id: string): Promise<Verification | undefined> {
  const [found] = await findVerifications(session, [id]);
  return found;
}

/** A member's open verifications, drafts and submitted ones, newest first. */
export async function openVerificationsOf(session: Session, memberIds: readonly string[]): Promise<Verification[]> {
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .select(columns)
    .where('memberId', 'in', [...memberIds])
    .where('status', 'in', ['DRAFT', 'SUBMITTED'])
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toVerification);
}

/** A member's last verification of a method that was rejected; undefined when there is none, or when one was approved since. */
export async function lastDecidedVerification(
  session: Session,
  memberId: string,
  method: Method,
): Promise<Verification | undefined> {
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select(columns)
    .where('memberId', '=', memberId)
    .where('method', '=', method)
    .where('status', 'in', ['APPROVED', 'REJECTED'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVerification(row);
}

/** Makes a draft. Fails on the unique index when one of the method is open already: hold the member first. */
export async function insertDraft(
  session: Session,
  draft: { readonly memberId: string; readonly stage: string; readonly method: Method; readonly createdAt: Date },
): Promise<Verification> {
  const entity = session.create(VerificationEntity, { id: newId(), status: 'DRAFT', ...draft });
  await session.persist(entity).flush();
  return toVerification(entity);
}

/** Holds the verification for the rest of the transaction and gives its current state. Undefined when there is none. */
export async function lockVerification(session: Session, id: string): Promise<Verification | undefined> {
  // Not `for update`, which would also hold back whoever adds a row that refers to it.
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toVerification(row);
}

/** Changes a verification that the transaction holds; its version grows by one. */
export async function changeVerification(
  session: Session,
  id: string,
  change: VerificationChange,
): Promise<Verification> {
  const entity = await session.findOneOrFail(VerificationEntity, { id });
  session.assign(entity, change);
  await session.flush();
  return toVerification(entity);
}

/** Gives a verification that the transaction holds to a reviewer, or to nobody. Its version stays: what is decided upon does not change. */
export async function setClaim(session: Session, id: string, claim: Claim | null): Promise<Verification> {
  // Not through the entity, whose every change counts as a new version.
  await sqlOf(session)
    .updateTable('verification')
    .set({ claimedBy: claim?.reviewerId ?? null, claimedUntil: claim?.until ?? null })
    .where('id', '=', id)
    .execute();
  const verification = await findVerification(session, id);
  if (verification === undefined) throw new Error('a verification that is held is missing');
  return verification;
}

/** The sealed tax number; null when none was handed in. */
export async function sealedTaxNumber(session: Session, id: string): Promise<Uint8Array | null> {
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select('taxNumberSealed')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.taxNumberSealed ?? null;
}
