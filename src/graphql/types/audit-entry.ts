import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AuditAct, Role } from '../enums.ts';
import { DateTimeScalar, type DateTimeSource } from '../scalars.ts';
import { Member } from './member.ts';
import { PageInfo } from './page-info.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `AuditEntry`. */
@ObjectType({ simpleResolvers: true })
export class AuditEntry {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => DateTimeScalar)
  readonly at!: DateTimeSource;

  @Field(() => AuditAct)
  readonly act!: AuditAct;

  @Field(() => Member, { nullable: true })
  readonly actor?: Resolved;

  @Field(() => Role, { nullable: true })
  readonly role!: Role | null;

  @Field(() => Member, { nullable: true })
  readonly member?: Resolved;

  @Field(() => Verification, { nullable: true })
  readonly verification?: Resolved;

  @Field(() => String, { nullable: true })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true })
  readonly hash!: string | null;
}

/** Binds the contract's `AuditEntryConnection`. */
@ObjectType({ simpleResolvers: true })
export class AuditEntryConnection {
  @Field(() => [AuditEntryEdge])
  readonly edges!: readonly AuditEntryEdge[];

  @Field(() => [AuditEntry])
  readonly nodes!: readonly AuditEntry[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

/** Binds the contract's `AuditEntryEdge`. */
@ObjectType({ simpleResolvers: true })
export class AuditEntryEdge {
  @Field(() => AuditEntry)
  readonly node!: AuditEntry;

  @Field(() => String)
  readonly cursor!: string;
}

/** Binds the contract's `AuditTrailFilter`. */
@InputType()
export class AuditTrailFilter {
  @Field(() => ID, { nullable: true })
  readonly member?: string | null;

  @Field(() => ID, { nullable: true })
  readonly actor?: string | null;

  @Field(() => ID, { nullable: true })
  readonly verification?: string | null;

  @Field(() => [AuditAct], { nullable: true })
  readonly acts?: readonly AuditAct[] | null;
}
