import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.ts';
import type { Resolved } from './resolved.ts';
import { Verification } from './verification.ts';

/** Binds the contract's `VerificationConnection`. */
@ObjectType({ simpleResolvers: true })
export class VerificationConnection {
  @Field(() => [VerificationEdge])
  readonly edges!: readonly VerificationEdge[];

  @Field(() => [Verification])
  readonly nodes!: readonly Verification[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;

  @Field(() => Int)
  readonly totalCount?: Resolved;
}

/** Binds the contract's `VerificationEdge`. */
@ObjectType({ simpleResolvers: true })
export class VerificationEdge {
  @Field(() => Verification)
  readonly node!: Verification;

  @Field(() => String)
  readonly cursor!: string;
}
