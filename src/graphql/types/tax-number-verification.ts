import { Field, ObjectType } from 'type-graphql';
import { TaxNumberVerdict } from '../enums.ts';
import { TaxNumberReuse } from './resemblance.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `TaxNumberVerification`. */
@ObjectType({ implements: Verification, simpleResolvers: true })
export class TaxNumberVerification extends Verification {
  @Field(() => String, { nullable: true })
  readonly country?: Resolved;

  @Field(() => String, { nullable: true })
  readonly maskedTaxNumber?: Resolved;

  @Field(() => String, { nullable: true })
  readonly taxNumber?: Resolved;

  @Field(() => TaxNumberVerdict, { nullable: true })
  readonly verdict?: Resolved;

  @Field(() => [TaxNumberReuse])
  readonly reusedBy?: Resolved;
}

/** Binds the contract's `TaxNumberCountry`. */
@ObjectType({ simpleResolvers: true })
export class TaxNumberCountry {
  @Field(() => String)
  readonly code!: string;

  @Field(() => TaxNumberVerdict)
  readonly verdict!: TaxNumberVerdict;
}
