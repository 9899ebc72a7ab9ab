import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MaterialDeletionCause, MaterialKind } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Inspection } from './inspection.ts';
import { MaterialReading } from './material-reading.ts';
import { Resemblance } from './resemblance.ts';
import type { Resolved } from './resolved.ts';

/** Binds the contract's `Material`. */
@ObjectType({ simpleResolvers: true })
export class Material {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => MaterialKind)
  readonly kind!: MaterialKind;

  @Field(() => String)
  readonly fileName!: string;

  @Field(() => String)
  readonly mediaType!: string;

  @Field(() => Int)
  readonly bytes!: number;

  @Field(() => DateTimeScalar)
  readonly uploadedAt!: DateTimeSource;

  @Field(() => Boolean)
  readonly keptFromEarlierRun?: Resolved;

  @Field(() => MaterialLink)
  readonly link?: Resolved;

  @Field(() => Inspection)
  readonly inspection?: Resolved;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly deletedAt!: DateTimeSource | null;

  @Field(() => MaterialDeletionCause, { nullable: true })
  readonly deletedCause!: MaterialDeletionCause | null;

  @Field(() => MaterialReading)
  readonly reading?: Resolved;

  @Field(() => [Resemblance])
  readonly resemblances?: Resolved;
}

/** Binds the contract's `MaterialLink`. */
@ObjectType({ simpleResolvers: true })
export class MaterialLink {
  @Field(() => String)
  readonly url!: string;

  @Field(() => DateTimeScalar)
  readonly expiresAt!: DateTimeSource;
}
