import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { revokeMembership } from '../../application/revoke-membership.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Member } from '../types/member.ts';
import { Problem } from '../types/problem.ts';
import { MemberNotFound } from '../types/shared-problems.ts';

/** Binds the contract's `RevokeMembershipInput`. */
@InputType()
export class RevokeMembershipInput extends KeyedInput {
  @Field(() => ID)
  readonly member!: string;

  @Field(() => String)
  readonly reason!: string;
}

/** Binds the contract's `RevokeMembershipSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RevokeMembershipSuccess {
  declare readonly __typename: 'RevokeMembershipSuccess';

  @Field(() => Member)
  readonly member!: Member;
}

/** Binds the contract's `NothingToRevoke`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class NothingToRevoke extends Problem {
  declare readonly __typename: 'NothingToRevoke';
}

/** Binds the contract's union `RevokeMembershipResult`. */
export const RevokeMembershipResult = createUnionType({
  name: 'RevokeMembershipResult',
  types: () => [RevokeMembershipSuccess, InputInvalid, MemberNotFound, NothingToRevoke] as const,
});

/** `Mutation.revokeMembership`. */
@Resolver()
export class RevokeMembershipMutation {
  @Mutation(() => RevokeMembershipResult)
  async revokeMembership(
    @Arg('input', () => RevokeMembershipInput) input: RevokeMembershipInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RevokeMembershipResult> {
    const outcome = await revokeMembership(context.deps, signedIn(context), {
      memberId: toId(input.member),
      reason: input.reason,
    });
    return toResult('RevokeMembership', outcome);
  }
}
