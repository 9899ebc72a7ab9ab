import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { Identity } from '../../domain/identity.ts';
import type { Member } from '../../domain/member.ts';
import { sqlOf, type Session } from '../database.ts';
import { MemberEntity } from '../entities/member-entity.ts';
import { readField, sealFor, sealOf, wrappedKeyOf } from '../member-keys.ts';
import { readIdentity, sealInformation } from '../sealed-identity.ts';

/** What a token says of a person. */
export interface SignIn {
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

type Row = EntityDTO<InferEntity<typeof MemberEntity>> & { readonly wrappedKey: Uint8Array | null };

function toMember(session: Session, row: Row): Member {
  const seal = sealOf(session, row.id, row.wrappedKey);
  const place = placesOf(row.id);
  return {
    id: row.id,
    subject: row.subject,
    email: readField(seal, place.email, row.emailSealed, row.email),
    name: readField(seal, place.name, row.nameSealed, row.name),
    identity: readIdentity(seal, place.information, row),
    spendCountsSince: row.spendCountsSince ?? null,
    createdAt: row.createdAt,
    erasedAt: row.erasedAt ?? null,
  };
}

/** Where a member's sealed fields stand, to which they are bound. */
export function placesOf(id: string) {
  return { email: `member.email ${id}`, name: `member.name ${id}`, information: `member.information ${id}` };
}

const wrappedKey = () => wrappedKeyOf('member.id');

/** The members of these ids, in any order; unknown ids are left out. */
export async function findMembers(session: Session, ids: readonly string[]): Promise<Member[]> {
  const rows = await sqlOf(session)
    .selectFrom('member')
    .selectAll()
    .select(wrappedKey())
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => toMember(session, row));
}

async function findMember(session: Session, id: string): Promise<Member> {
  const [member] = await findMembers(session, [id]);
  if (member === undefined) throw new Error('a member that is held is missing');
  return member;
}

/** The member of a subject; undefined when it has never signed in. */
export async function findMemberBySubject(session: Session, subject: string): Promise<Member | undefined> {
  const row = await sqlOf(session)
    .selectFrom('member')
    .selectAll()
    .select(wrappedKey())
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row && toMember(session, row);
}

/** The member of a token, made or brought up to date with what the token says. */
export async function signInMember(session: Session, signIn: SignIn, now: Date): Promise<Member> {
  const known = await memberOfSubject(session, signIn.subject, now);
  if (known.email === signIn.email && known.name === signIn.name) return known;
  const { email, name } = signIn;
  const seal = await sealFor(session, known.id);
  const place = placesOf(known.id);
  await sqlOf(session)
    .updateTable('member')
    .set(
      seal === undefined
        ? { email, name }
        : {
            email: null,
            name: null,
            emailSealed: email === null ? null : seal.seal(place.email, email),
            nameSealed: name === null ? null : seal.seal(place.name, name),
          },
    )
    .where('id', '=', known.id)
    .where('erasedAt', 'is', null)
    .execute();
  return { ...known, email, name };
}

/** The member of a subject, made without address or name when it has not signed in yet. */
export async function memberOfSubject(session: Session, subject: string, now: Date): Promise<Member> {
  const known = await findMemberBySubject(session, subject);
  if (known !== undefined) return known;
  await sqlOf(session)
    .insertInto('member')
    .values({ id: newId(), subject, createdAt: now })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute();
  const member = await findMemberBySubject(session, subject);
  if (member === undefined) throw new Error('a member that was just made is missing');
  return member;
}

/**
 * Holds the member for the rest of the transaction, so that whatever changes its membership, spend or identity happens one
 * after the other. Undefined when there is none.
 */
export async function lockMember(session: Session, id: string): Promise<Member | undefined> {
  // Not `for update`: whoever holds only a verification adds rows that refer to its member, and the two would wait for each other.
  const row = await sqlOf(session)
    .selectFrom('member')
    .selectAll()
    .select(wrappedKey())
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toMember(session, row);
}

/** Keeps who the member, which the transaction holds, says it is. */
export async function saveIdentity(session: Session, memberId: string, identity: Identity): Promise<Member> {
  const seal = await sealFor(session, memberId);
  await sqlOf(session)
    .updateTable('member')
    .set({ identityType: identity.type, ...sealInformation(seal, placesOf(memberId).information, identity) })
    .where('id', '=', memberId)
    .execute();
  return findMember(session, memberId);
}

/** From now on only orders recorded since then unlock stages. */
export async function countSpendSince(session: Session, memberId: string, since: Date): Promise<void> {
  const entity = await session.findOneOrFail(MemberEntity, { id: memberId });
  entity.spendCountsSince = since;
  await session.flush();
}
