import { Ctx, Query, Resolver } from 'type-graphql';
import { memberIdOf } from '../../application/person.ts';
import { loadMember } from '../load.ts';
import { signedIn } from '../signed-in.ts';
import type { GraphQLContext } from '../context.ts';
import { Member } from '../types/member.ts';

/** `Query.viewer`. */
@Resolver()
export class ViewerQuery {
  @Query(() => Member)
  async viewer(@Ctx() context: GraphQLContext): Promise<Member> {
    return loadMember(context, memberIdOf(signedIn(context)));
  }
}
