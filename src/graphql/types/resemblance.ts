import { Field, Float, ObjectType } from 'type-graphql';
import { Fact, ResemblanceKind } from '../enums.ts';
import { Material } from './material.ts';
import { Member } from './member.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `Resemblance`. */
@ObjectType({ simpleResolvers: true })
export class Resemblance {
  @Field(() => ResemblanceKind)
  readonly kind!: ResemblanceKind;

  @Field(() => Material)
  readonly material?: Resolved;

  @Field(() => Member)
  readonly member?: Resolved;

  @Field(() => Float)
  readonly similarity!: number;

  @Field(() => String)
  readonly message?: Resolved;

  @Field(() => [ResemblanceDifference])
  readonly differences?: Resolved;
}

/** Binds the contract's `ResemblanceDifference`. */
@ObjectType({ simpleResolvers: true })
export class ResemblanceDifference {
  @Field(() => Fact)
  readonly fact!: Fact;

  @Field(() => String, { nullable: true })
  readonly here!: string | null;

  @Field(() => String, { nullable: true })
  readonly there!: string | null;
}

/** Binds the contract's `TaxNumberReuse`. */
@ObjectType({ simpleResolvers: true })
export class TaxNumberReuse {
  @Field(() => Member)
  readonly member?: Resolved;

  @Field(() => Verification)
  readonly verification?: Resolved;
}
