import type { Member } from '../domain/member.ts';
import type { Verification } from '../domain/verification.ts';
import type { GraphQLContext } from './context.ts';

/** The member of an id that another row refers to. Throws when it is missing, which the database excludes. */
export async function loadMember({ loaders }: GraphQLContext, id: string): Promise<Member> {
  const member = await loaders.member.load(id);
  if (member === undefined) throw new Error('a member that a row refers to is missing');
  return member;
}

/** The verification of an id that another row refers to. Throws when it is missing, which the database excludes. */
export async function loadVerification({ loaders }: GraphQLContext, id: string): Promise<Verification> {
  const verification = await loaders.verification.load(id);
  if (verification === undefined) throw new Error('a verification that a row refers to is missing');
  return verification;
}
