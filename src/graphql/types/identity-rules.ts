import { Field, Int, ObjectType } from 'type-graphql';
import { Fact, IdentityType, InformationFormat, MaterialKind, Method } from '../enums.ts';
import type { Resolved } from './resolved.ts';

/** Binds the contract's `IdentityTypeRules`. */
@ObjectType({ simpleResolvers: true })
export class IdentityTypeRules {
  @Field(() => IdentityType)
  readonly type!: IdentityType;

  @Field(() => String)
  readonly inputKey!: string;

  @Field(() => String)
  readonly summary!: string;

  @Field(() => [InformationField])
  readonly fields!: readonly InformationField[];

  @Field(() => [Requirement])
  readonly requirements!: readonly Requirement[];

  @Field(() => [Method])
  readonly methods?: Resolved;
}

/** Binds the contract's `InformationField`. */
@ObjectType({ simpleResolvers: true })
export class InformationField {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly label!: string;

  @Field(() => String)
  readonly help!: string;

  @Field(() => InformationFormat)
  readonly format!: InformationFormat;

  @Field(() => Boolean)
  readonly required!: boolean;

  @Field(() => Int)
  readonly maxLength!: number;

  @Field(() => Fact, { nullable: true })
  readonly claims!: Fact | null;
}

/** Binds the contract's `Requirement`. */
@ObjectType({ simpleResolvers: true })
export class Requirement {
  @Field(() => MaterialKind)
  readonly kind!: MaterialKind;

  @Field(() => String)
  readonly label!: string;

  @Field(() => [Fact])
  readonly mustShow!: readonly Fact[];
}
