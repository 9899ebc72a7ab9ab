import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { removeMaterial } from '../../application/remove-material.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Problem } from '../types/problem.ts';
import { VerificationNotOpen } from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `RemoveMaterialInput`. */
@InputType()
export class RemoveMaterialInput extends KeyedInput {
  @Field(() => ID)
  readonly material!: string;
}

/** Binds the contract's `RemoveMaterialSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RemoveMaterialSuccess {
  declare readonly __typename: 'RemoveMaterialSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `MaterialNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialNotFound extends Problem {
  declare readonly __typename: 'MaterialNotFound';
}

/** Binds the contract's union `RemoveMaterialResult`. */
export const RemoveMaterialResult = createUnionType({
  name: 'RemoveMaterialResult',
  types: () => [RemoveMaterialSuccess, MaterialNotFound, VerificationNotOpen] as const,
});

/** `Mutation.removeMaterial`. */
@Resolver()
export class RemoveMaterialMutation {
  @Mutation(() => RemoveMaterialResult)
  async removeMaterial(
    @Arg('input', () => RemoveMaterialInput) input: RemoveMaterialInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RemoveMaterialResult> {
    const outcome = await removeMaterial(context.deps, signedIn(context), { materialId: toId(input.material) });
    return toResult('RemoveMaterial', outcome);
  }
}
