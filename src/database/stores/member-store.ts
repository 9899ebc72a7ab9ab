import type { EntityDTO, InferEntity } from '@mikro-orm/postgresql';
import { v7 as newId } from 'uuid';
import type { Identity } from '../../domain/identity.ts';
import type { Member } from '../../domain/member.ts';
import { sqlOf, type Session } from '../database.ts';
import { MemberEntity } from '../entities/member-entity.ts';

/** What a token says of a person. */
export interface SignIn {
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

type Row = Pick<
  EntityDTO<InferEntity<typeof MemberEntity>>,
  'id' | 'subject' | 'email' | 'name' | 'identityType' | 'identityInformation' | 'spendCountsSince' | 'createdAt'
>;

function toMember(row: Row): Member {
  const { identityType: type, identityInformation: information } = row;
  return {
    id: row.id,
    subject: row.subject,
    email: row.email ?? null,
    name: row.name ?? null,
    identity: type && information ? { type, information } : null,
    spendCountsSince: row.spendCountsSince ?? null,
    createdAt: row.createdAt,
  };
}

/** The members of these ids, in any order; unknown ids are left out. */
export async function findMembers(session: Session, ids: readonly string[]): Promise<Member[]> {
  const rows = await sqlOf(session)
    .selectFrom('member')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(toMember);
}

/** The member of a subject; undefined when it has never signed in. */
export async function findMemberBySubject(session: Session, subject: string): Promise<Member | undefined> {
  const row = await sqlOf(session).selectFrom('member').selectAll().where('subject', '=', subject).executeTakeFirst();
  return row && toMember(row);
}

/** The member of a token, made or brought up to date with what the token says. */
export async function signInMember(session: Session, signIn: SignIn, now: Date): Promise<Member> {
  const known = await findMemberBySubject(session, signIn.subject);
  if (known && known.email === signIn.email && known.name === signIn.name) return known;
  const row = await sqlOf(session)
    .insertInto('member')
    .values({ id: newId(), subject: signIn.subject, email: signIn.email, name: signIn.name, createdAt: now })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet({ email: signIn.email, name: signIn.name }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toMember(row);
}

/** The member of a subject, made without address or name when it has not signed in yet. */
export async function memberOfSubject(session: Session, subject: string, now: Date): Promise<Member> {
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
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toMember(row);
}

/** Keeps who the member says it is. */
export async function saveIdentity(session: Session, memberId: string, identity: Identity): Promise<Member> {
  const entity = await session.findOneOrFail(MemberEntity, { id: memberId });
  entity.identityType = identity.type;
  entity.identityInformation = identity.information;
  await session.flush();
  return toMember(entity);
}

/** From now on only orders recorded since then unlock stages. */
export async function countSpendSince(session: Session, memberId: string, since: Date): Promise<void> {
  const entity = await session.findOneOrFail(MemberEntity, { id: memberId });
  entity.spendCountsSince = since;
  await session.flush();
}
