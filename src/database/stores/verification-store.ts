import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { Identity } from '../../domain/identity.ts';
import type { Method } from '../../domain/method.ts';
import type { Claim, Verification } from '../../domain/verification.ts';
import { isCalendarDay } from '../../domain/working-days.ts';
import { sqlOf, type Session } from '../database.ts';
import { VerificationEntity } from '../entities/verification-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf, type MemberSeal } from '../member-keys.ts';
import { readIdentity, sealInformation } from '../sealed-identity.ts';

/** What can change of a verification. Whatever is not named stays. */
export type VerificationChange = Partial<
  Pick<
    InferEntity<typeof VerificationEntity>,
    | 'status'
    | 'submittedAt'
    | 'expectedEarliest'
    | 'expectedLatest'
    | 'dueAt'
    | 'claimedBy'
    | 'claimedUntil'
    | 'taxCountry'
    | 'taxNumberHash'
    | 'taxVerdict'
    | 'emailConfirmedAt'
    | 'touchedAt'
    | 'reviews'
  >
> &
  PersonalChange;

/** What can change of it that is sealed with the member's key. */
interface PersonalChange {
  readonly identity?: Identity;
  readonly email?: string;
  readonly taxNumber?: {
    readonly number: string;
    readonly masked: string;
    /** Sealed by the server, as it is kept as long as the database is not sealed. */
    readonly sealed: Uint8Array;
  };
}

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
  'informationSealed',
  'emailSealed',
  'taxMaskedSealed',
] as const;

type Row = Pick<EntityDTO<InferEntity<typeof VerificationEntity>>, (typeof columns)[number]> & {
  readonly wrappedKey: Uint8Array | null;
};

/** Turns a row, which has brought its member's key, into the record that the rest of the house knows. */
export function toVerification(session: Session, row: Row): Verification {
  const seal = sealOf(session, row.memberId, row.wrappedKey);
  const place = verificationPlaces(row.id);
  const { taxCountry: country, taxVerdict: verdict } = row;
  const masked = readField(seal, place.taxMasked, row.taxMaskedSealed, row.taxNumberMasked);
  return {
    id: row.id,
    memberId: row.memberId,
    stage: row.stage,
    method: row.method,
    status: row.status,
    version: row.version,
    identity: readIdentity(seal, place.information, row),
    createdAt: row.createdAt,
    submittedAt: row.submittedAt ?? null,
    expectedResult: promiseOf(row.expectedEarliest, row.expectedLatest),
    dueAt: row.dueAt ?? null,
    claim: row.claimedBy && row.claimedUntil ? { reviewerId: row.claimedBy, until: row.claimedUntil } : null,
    taxNumber: country && masked && verdict ? { country, masked, verdict } : null,
    email: readField(seal, place.email, row.emailSealed, row.email),
    emailConfirmedAt: row.emailConfirmedAt ?? null,
  };
}

function promiseOf(earliest: string | null | undefined, latest: string | null | undefined) {
  if (!earliest || !latest || !isCalendarDay(earliest) || !isCalendarDay(latest)) return null;
  return { earliest, latest };
}

/** Where a verification's sealed fields stand, to which they are bound. */
export function verificationPlaces(id: string) {
  const at = (column: string) => `verification.${column} ${id}`;
  return { information: at('information'), email: at('email'), tax: at('tax'), taxMasked: at('tax_masked') };
}

/** The columns of a verification's record and its member's key, for read models that join it. */
export const verificationColumns = [
  ...columns.map((column) => `verification.${column}` as const),
  wrappedKeyOf('verification.member_id'),
] as const;

/** The verifications of these ids, in any order; unknown ids are left out. */
export async function findVerifications(session: Session, ids: readonly string[]): Promise<Verification[]> {
  const rows = await sqlOf(session)
    .selectFrom('verification')
    .select(verificationColumns)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => toVerification(session, row));
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
    .select(verificationColumns)
    .where('memberId', 'in', [...memberIds])
    .where('status', 'in', ['DRAFT', 'SUBMITTED'])
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => toVerification(session, row));
}

/** A member's last verification of a method that was rejected; undefined when there is none, or when one was approved since. */
export async function lastDecidedVerification(
  session: Session,
  memberId: string,
  method: Method,
): Promise<Verification | undefined> {
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select(verificationColumns)
    .where('memberId', '=', memberId)
    .where('method', '=', method)
    .where('status', 'in', ['APPROVED', 'REJECTED'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVerification(session, row);
}

/** Makes a draft. Fails on the unique index when one of the method is open already: hold the member first. */
export async function insertDraft(
  session: Session,
  draft: { readonly memberId: string; readonly stage: string; readonly method: Method; readonly createdAt: Date },
): Promise<Verification> {
  const entity = session.create(VerificationEntity, { id: newId(), status: 'DRAFT', ...draft });
  await session.persist(entity).flush();
  // Nothing of a new draft is sealed.
  return toVerification(session, { ...entity, wrappedKey: null });
}

/** Holds the verification for the rest of the transaction and gives its current state. Undefined when there is none. */
export async function lockVerification(session: Session, id: string): Promise<Verification | undefined> {
  // Not `for update`, which would also hold back whoever adds a row that refers to it.
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select(verificationColumns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toVerification(session, row);
}

/** Changes a verification that the transaction holds; its version grows by one. */
export async function changeVerification(
  session: Session,
  id: string,
  change: VerificationChange,
): Promise<Verification> {
  const entity = await session.findOneOrFail(VerificationEntity, { id });
  const { identity, email, taxNumber, ...rest } = change;
  const isPersonal = [identity, email, taxNumber].some((one) => one !== undefined);
  const personal = isPersonal ? personalColumns(await sealFor(session, entity.memberId), id, change) : {};
  session.assign(entity, { ...rest, ...personal });
  await session.flush();
  const changed = await findVerification(session, id);
  if (changed === undefined) throw new Error('a verification that is held is missing');
  return changed;
}

function personalColumns(seal: MemberSeal | undefined, id: string, change: PersonalChange) {
  const { identity, email, taxNumber } = change;
  const place = verificationPlaces(id);
  const ofIdentity = identity && {
    identityType: identity.type,
    ...sealInformation(seal, place.information, identity),
  };
  if (seal === undefined) {
    return {
      ...ofIdentity,
      ...(email === undefined ? {} : { email }),
      ...(taxNumber && { taxNumberSealed: taxNumber.sealed, taxNumberMasked: taxNumber.masked }),
    };
  }
  return {
    ...ofIdentity,
    ...(email === undefined ? {} : { email: null, emailSealed: seal.seal(place.email, email) }),
    ...(taxNumber && {
      taxNumberSealed: null,
      taxNumberMasked: null,
      taxSealed: seal.seal(place.tax, taxNumber.number),
      taxMaskedSealed: seal.seal(place.taxMasked, taxNumber.masked),
    }),
  };
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

/** The tax number, as it is or as the server sealed it; null when none was handed in, or its member was erased. */
export async function keptTaxNumber(
  session: Session,
  id: string,
): Promise<{ readonly number: string } | { readonly sealed: Uint8Array } | null> {
  const row = await sqlOf(session)
    .selectFrom('verification')
    .select(['memberId', 'taxNumberSealed', 'taxSealed'])
    .select(wrappedKeyOf('verification.member_id'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.taxSealed) {
    const number = readField(
      sealOf(session, row.memberId, row.wrappedKey),
      verificationPlaces(id).tax,
      row.taxSealed,
      null,
    );
    return number === null ? null : { number };
  }
  return row?.taxNumberSealed ? { sealed: row.taxNumberSealed } : null;
}
