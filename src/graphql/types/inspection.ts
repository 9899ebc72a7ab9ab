import { Field, Int, ObjectType } from 'type-graphql';
import { InspectionRefusalCode, InspectionState, InspectionWarningCode, Remedy } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { MaterialLink } from './material.ts';
import type { Resolved } from './resolved.ts';

/** Binds the contract's `Inspection`. */
@ObjectType({ simpleResolvers: true })
export class Inspection {
  @Field(() => InspectionState)
  readonly state!: InspectionState;

  @Field(() => InspectionRefusal, { nullable: true })
  readonly refusal?: Resolved;

  @Field(() => [InspectionWarning])
  readonly warnings?: Resolved;

  @Field(() => Int, { nullable: true })
  readonly pageCount!: number | null;

  @Field(() => [MaterialPage])
  readonly pages?: Resolved;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly inspectedAt!: DateTimeSource | null;
}

/** Binds the contract's `InspectionRefusal`. */
@ObjectType({ simpleResolvers: true })
export class InspectionRefusal {
  @Field(() => InspectionRefusalCode)
  readonly code!: InspectionRefusalCode;

  @Field(() => String)
  readonly message!: string;

  @Field(() => Remedy)
  readonly remedy!: Remedy;

  @Field(() => String)
  readonly remedyMessage!: string;
}

/** Binds the contract's `InspectionWarning`. */
@ObjectType({ simpleResolvers: true })
export class InspectionWarning {
  @Field(() => InspectionWarningCode)
  readonly code!: InspectionWarningCode;

  @Field(() => String)
  readonly message!: string;

  @Field(() => String)
  readonly remedyMessage!: string;

  @Field(() => Int)
  readonly page!: number;
}

/** Binds the contract's `MaterialPage`. */
@ObjectType({ simpleResolvers: true })
export class MaterialPage {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => Int)
  readonly width!: number;

  @Field(() => Int)
  readonly height!: number;

  @Field(() => MaterialLink)
  readonly image?: Resolved;

  @Field(() => MaterialLink)
  readonly thumbnail?: Resolved;
}
