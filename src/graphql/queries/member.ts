import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { hasRole, isStaff } from '../../domain/actor.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import type { GraphQLContext } from '../context.ts';
import { Member } from '../types/member.ts';

/** `Query.member`. */
@Resolver()
export class MemberQuery {
  @Query(() => Member, { nullable: true })
  async member(@Arg('id', () => ID) id: string, @Ctx() context: GraphQLContext): Promise<Member | null> {
    const actor = signedIn(context);
    const member = await context.loaders.member.load(toId(id));
    const mayRead =
      isStaff(actor) || hasRole(actor, 'SERVICE') || (actor.kind === 'PERSON' && actor.memberId === member?.id);
    return member !== undefined && mayRead ? member : null;
  }
}
