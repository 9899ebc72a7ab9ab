import { Field, InputType } from 'type-graphql';
import type { CalendarDay } from '../../domain/working-days.ts';
import { ClaimFilter, IdentityType, Method } from '../enums.ts';
import { DateScalar } from '../scalars.ts';

/** Binds the contract's `ReviewQueueFilter`. */
@InputType()
export class ReviewQueueFilter {
  @Field(() => String, { nullable: true })
  readonly stage?: string | null;

  @Field(() => [Method], { nullable: true })
  readonly methods?: readonly Method[] | null;

  @Field(() => [IdentityType], { nullable: true })
  readonly identityTypes?: readonly IdentityType[] | null;

  @Field(() => DateScalar, { nullable: true })
  readonly dueBy?: CalendarDay | null;

  @Field(() => Boolean, { nullable: true })
  readonly overdue?: boolean | null;

  @Field(() => ClaimFilter, { nullable: true })
  readonly claim?: ClaimFilter | null;

  @Field(() => Boolean, { nullable: true })
  readonly awaitingSecondReview?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  readonly disputed?: boolean | null;
}
