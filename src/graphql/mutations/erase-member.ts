import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { eraseMember } from '../../application/erase-member.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Member } from '../types/member.ts';
import { MemberNotFound } from '../types/shared-problems.ts';

/** Binds the contract's `EraseMemberInput`. */
@InputType()
export class EraseMemberInput extends KeyedInput {
  @Field(() => ID)
  readonly member!: string;

  @Field(() => String)
  readonly reason!: string;
}

/** Binds the contract's `EraseMemberSuccess`. */
@ObjectType({ simpleResolvers: true })
export class EraseMemberSuccess {
  declare readonly __typename: 'EraseMemberSuccess';

  @Field(() => Member)
  readonly member!: Member;

  @Field(() => DateTimeScalar)
  readonly erasedAt!: DateTimeSource;

  @Field(() => Boolean)
  readonly alreadyErased!: boolean;
}

/** Binds the contract's union `EraseMemberResult`. */
export const EraseMemberResult = createUnionType({
  name: 'EraseMemberResult',
  types: () => [EraseMemberSuccess, InputInvalid, MemberNotFound] as const,
});

/** `Mutation.eraseMember`. */
@Resolver()
export class EraseMemberMutation {
  @Mutation(() => EraseMemberResult)
  async eraseMember(
    @Arg('input', () => EraseMemberInput) input: EraseMemberInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof EraseMemberResult> {
    const erasure = { memberId: toId(input.member), reason: input.reason };
    return toResult('EraseMember', await eraseMember(context.deps, signedIn(context), erasure));
  }
}
