import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { exportMember } from '../../application/export-member.ts';
import type { GraphQLContext } from '../context.ts';
import { toId } from '../paging.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { MemberNotFound } from '../types/shared-problems.ts';

/** Binds the contract's `ExportMemberInput`. */
@InputType()
export class ExportMemberInput extends KeyedInput {
  @Field(() => ID, { nullable: true })
  readonly member?: string | null;
}

/** Binds the contract's `ExportMemberSuccess`. */
@ObjectType({ simpleResolvers: true })
export class ExportMemberSuccess {
  declare readonly __typename: 'ExportMemberSuccess';

  @Field(() => String)
  readonly url!: string;

  @Field(() => DateTimeScalar)
  readonly expiresAt!: DateTimeSource;
}

/** Binds the contract's union `ExportMemberResult`. */
export const ExportMemberResult = createUnionType({
  name: 'ExportMemberResult',
  types: () => [ExportMemberSuccess, MemberNotFound] as const,
});

/** `Mutation.exportMember`. */
@Resolver()
export class ExportMemberMutation {
  @Mutation(() => ExportMemberResult)
  async exportMember(
    @Arg('input', () => ExportMemberInput) input: ExportMemberInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof ExportMemberResult> {
    const { member } = input;
    const wanted = member === undefined || member === null ? {} : { memberId: toId(member) };
    return toResult('ExportMember', await exportMember(context.deps, signedIn(context), wanted));
  }
}
