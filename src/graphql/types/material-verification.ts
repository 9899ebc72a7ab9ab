import { Field, ObjectType } from 'type-graphql';
import { Requirement } from './identity-rules.ts';
import { Material } from './material.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `MaterialVerification`. */
@ObjectType({ implements: Verification, simpleResolvers: true })
export class MaterialVerification extends Verification {
  @Field(() => [Material])
  readonly materials?: Resolved;

  @Field(() => [RequirementState])
  readonly requirements?: Resolved;
}

/** Binds the contract's `RequirementState`. */
@ObjectType({ simpleResolvers: true })
export class RequirementState {
  @Field(() => Requirement)
  readonly requirement!: Requirement;

  @Field(() => Boolean)
  readonly met!: boolean;

  @Field(() => [Material])
  readonly materials!: readonly Material[];
}
