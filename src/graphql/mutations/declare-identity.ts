import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { declareIdentity, type DeclareIdentity } from '../../application/declare-identity.ts';
import { badInput } from '../coded-errors.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { IdentityInput } from '../types/identity-input.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Member } from '../types/member.ts';
import { Problem } from '../types/problem.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `DeclareIdentityInput`. */
@InputType()
export class DeclareIdentityInput extends KeyedInput {
  @Field(() => IdentityInput)
  readonly identity!: IdentityInput;
}

/** Binds the contract's `DeclareIdentitySuccess`. */
@ObjectType({ simpleResolvers: true })
export class DeclareIdentitySuccess {
  declare readonly __typename: 'DeclareIdentitySuccess';

  @Field(() => Member)
  readonly member!: Member;
}

/** Binds the contract's `IdentityUnderReview`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class IdentityUnderReview extends Problem {
  declare readonly __typename: 'IdentityUnderReview';

  @Field(() => [Verification])
  readonly verifications!: readonly Verification[];
}

/** Binds the contract's union `DeclareIdentityResult`. */
export const DeclareIdentityResult = createUnionType({
  name: 'DeclareIdentityResult',
  types: () => [DeclareIdentitySuccess, InputInvalid, IdentityUnderReview] as const,
});

/** `Mutation.declareIdentity`. */
@Resolver()
export class DeclareIdentityMutation {
  @Mutation(() => DeclareIdentityResult)
  async declareIdentity(
    @Arg('input', () => DeclareIdentityInput) input: DeclareIdentityInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof DeclareIdentityResult> {
    const outcome = await declareIdentity(context.deps, signedIn(context), chosen(input.identity, context));
    return toResult('DeclareIdentity', outcome);
  }
}

/** The one identity that the input holds; `@oneOf` has seen to it that there is exactly one. */
function chosen(identity: IdentityInput, { deps }: GraphQLContext): DeclareIdentity {
  const given = new Map<string, unknown>(Object.entries(identity));
  for (const { type, inputKey } of deps.catalogue.values()) {
    const information = given.get(inputKey);
    if (typeof information === 'object' && information !== null) return { type, information: { ...information } };
  }
  throw badInput('Give exactly one identity.');
}
