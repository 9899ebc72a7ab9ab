import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { submitMaterials } from '../../application/submit-materials.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { Requirement } from '../types/identity-rules.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Material } from '../types/material.ts';
import { Problem } from '../types/problem.ts';
import {
  ChancesExhausted,
  IdentityMissing,
  VerificationNotFound,
  VerificationNotOpen,
  StageAlreadyUnlocked,
} from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `SubmitMaterialsInput`. */
@InputType()
export class SubmitMaterialsInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;
}

/** Binds the contract's `SubmitMaterialsSuccess`. */
@ObjectType({ simpleResolvers: true })
export class SubmitMaterialsSuccess {
  declare readonly __typename: 'SubmitMaterialsSuccess';

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `RequirementsUnmet`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class RequirementsUnmet extends Problem {
  declare readonly __typename: 'RequirementsUnmet';

  @Field(() => [Requirement])
  readonly unmet!: readonly Requirement[];
}

/** Binds the contract's `MaterialsRefused`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialsRefused extends Problem {
  declare readonly __typename: 'MaterialsRefused';

  @Field(() => [Material])
  readonly materials!: readonly Material[];
}

/** Binds the contract's `InspectionPending`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class InspectionPending extends Problem {
  declare readonly __typename: 'InspectionPending';

  @Field(() => [Material])
  readonly materials!: readonly Material[];
}

/** Binds the contract's union `SubmitMaterialsResult`. */
export const SubmitMaterialsResult = createUnionType({
  name: 'SubmitMaterialsResult',
  types: () =>
    [
      SubmitMaterialsSuccess,
      VerificationNotFound,
      VerificationNotOpen,
      IdentityMissing,
      StageAlreadyUnlocked,
      RequirementsUnmet,
      ChancesExhausted,
      MaterialsRefused,
      InspectionPending,
    ] as const,
});

/** `Mutation.submitMaterials`. */
@Resolver()
export class SubmitMaterialsMutation {
  @Mutation(() => SubmitMaterialsResult)
  async submitMaterials(
    @Arg('input', () => SubmitMaterialsInput) input: SubmitMaterialsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof SubmitMaterialsResult> {
    const outcome = await submitMaterials(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
    });
    return toResult('SubmitMaterials', outcome);
  }
}
