import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { isStaff } from '../../domain/actor.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import type { GraphQLContext } from '../context.ts';
import { Verification } from '../types/verification.ts';

/** `Query.verification`. */
@Resolver()
export class VerificationQuery {
  @Query(() => Verification, { nullable: true })
  async verification(@Arg('id', () => ID) id: string, @Ctx() context: GraphQLContext): Promise<Verification | null> {
    const actor = signedIn(context);
    const verification = await context.loaders.verification.load(toId(id));
    const mayRead = isStaff(actor) || (actor.kind === 'PERSON' && actor.memberId === verification?.memberId);
    return verification !== undefined && mayRead ? verification : null;
  }
}
