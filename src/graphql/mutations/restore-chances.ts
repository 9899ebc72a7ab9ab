import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { restoreChances } from '../../application/restore-chances.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { Method } from '../enums.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Member } from '../types/member.ts';
import { MemberNotFound } from '../types/shared-problems.ts';

/** Binds the contract's `RestoreChancesInput`. */
@InputType()
export class RestoreChancesInput extends KeyedInput {
  @Field(() => ID)
  readonly member!: string;

  @Field(() => Method)
  readonly method!: Method;

  @Field(() => String)
  readonly reason!: string;
}

/** Binds the contract's `RestoreChancesSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RestoreChancesSuccess {
  declare readonly __typename: 'RestoreChancesSuccess';

  @Field(() => Member)
  readonly member!: Member;
}

/** Binds the contract's union `RestoreChancesResult`. */
export const RestoreChancesResult = createUnionType({
  name: 'RestoreChancesResult',
  types: () => [RestoreChancesSuccess, InputInvalid, MemberNotFound] as const,
});

/** `Mutation.restoreChances`. */
@Resolver()
export class RestoreChancesMutation {
  @Mutation(() => RestoreChancesResult)
  async restoreChances(
    @Arg('input', () => RestoreChancesInput) input: RestoreChancesInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RestoreChancesResult> {
    const outcome = await restoreChances(context.deps, signedIn(context), {
      memberId: toId(input.member),
      method: input.method,
      reason: input.reason,
    });
    return toResult('RestoreChances', outcome);
  }
}
