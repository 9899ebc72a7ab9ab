import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { memberIdOf } from '../../application/person.ts';
import { decisionsToCheck } from '../../database/decisions-to-check.ts';
import type { GraphQLContext } from '../context.ts';
import { fromPageCursor, pageSize, toConnection, toPageCursor } from '../paging.ts';
import type { CountedToCheck } from '../resolvers/connection-resolver.ts';
import { signedIn } from '../signed-in.ts';
import { VerificationConnection } from '../types/verification-connection.ts';

// The database knows no year 0.
const drawnAt = z.iso.datetime().regex(/^(?!0000)/);
const drawnPlace = z.tuple([drawnAt, z.guid()]).transform(([at, id]) => ({ drawnAt: new Date(at), id }));

/** `Query.decisionsToCheck`. */
@Resolver()
export class DecisionsToCheckQuery {
  @Query(() => VerificationConnection)
  async decisionsToCheck(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<VerificationConnection & CountedToCheck> {
    const size = pageSize(first);
    const toCheckBy = memberIdOf(signedIn(context));
    const place = fromPageCursor(after, drawnPlace);
    const read = await decisionsToCheck(context.deps.database.session(), toCheckBy, size + 1, place);
    const drawn = new Map(read.map((one) => [one.verification.id, one.drawnAt.toISOString()]));
    const verifications = read.map((one) => one.verification);
    const cursorOf = ({ id }: { readonly id: string }) => toPageCursor(drawn.get(id) ?? '', id);
    return { ...toConnection(verifications, size, place !== null, cursorOf), toCheckBy };
  }
}
