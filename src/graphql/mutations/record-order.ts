import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { recordOrder, type RecordOrder } from '../../application/record-order.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import { toId } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { MoneyInput } from '../types/money.ts';
import { Order } from '../types/order.ts';
import { Problem } from '../types/problem.ts';
import { CurrencyNotAccepted, MemberNotFound } from '../types/shared-problems.ts';
import { Stage } from '../types/stage.ts';

/** Binds the contract's `MemberReference`. */
@InputType()
export class MemberReference {
  @Field(() => ID, { nullable: true })
  readonly id?: string | null;

  @Field(() => String, { nullable: true })
  readonly subject?: string | null;
}

/** Binds the contract's `RecordOrderInput`. */
@InputType()
export class RecordOrderInput extends KeyedInput {
  @Field(() => ID)
  readonly order!: string;

  @Field(() => MemberReference)
  readonly member!: MemberReference;

  @Field(() => MoneyInput)
  readonly amount!: MoneyInput;
}

/** Binds the contract's `RecordOrderSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RecordOrderSuccess {
  declare readonly __typename: 'RecordOrderSuccess';

  @Field(() => Order)
  readonly order!: Order;

  @Field(() => Boolean)
  readonly alreadyRecorded!: boolean;

  @Field(() => Stage, { nullable: true })
  readonly unlocked!: Stage | null;
}

/** Binds the contract's `OrderConflict`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class OrderConflict extends Problem {
  declare readonly __typename: 'OrderConflict';

  @Field(() => Order)
  readonly recorded!: Order;
}

/** Binds the contract's union `RecordOrderResult`. */
export const RecordOrderResult = createUnionType({
  name: 'RecordOrderResult',
  types: () => [RecordOrderSuccess, InputInvalid, MemberNotFound, CurrencyNotAccepted, OrderConflict] as const,
});

/** `Mutation.recordOrder`. */
@Resolver()
export class RecordOrderMutation {
  @Mutation(() => RecordOrderResult)
  async recordOrder(
    @Arg('input', () => RecordOrderInput) input: RecordOrderInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RecordOrderResult> {
    const outcome = await recordOrder(context.deps, signedIn(context), {
      order: input.order,
      member: toReference(input.member),
      amount: input.amount,
    });
    return toResult('RecordOrder', outcome);
  }
}

function toReference({ id, subject }: MemberReference): RecordOrder['member'] {
  return typeof subject === 'string' ? { subject } : { id: toId(id ?? '') };
}
