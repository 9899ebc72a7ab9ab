import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { refundOrder } from '../../application/refund-order.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { InputInvalid } from '../types/input-invalid.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Money, MoneyInput } from '../types/money.ts';
import { Order } from '../types/order.ts';
import { Problem } from '../types/problem.ts';
import { CurrencyNotAccepted } from '../types/shared-problems.ts';

/** Binds the contract's `RefundOrderInput`. */
@InputType()
export class RefundOrderInput extends KeyedInput {
  @Field(() => ID)
  readonly order!: string;

  @Field(() => ID)
  readonly refund!: string;

  @Field(() => MoneyInput, { nullable: true })
  readonly amount?: MoneyInput | null;
}

/** Binds the contract's `RefundOrderSuccess`. */
@ObjectType({ simpleResolvers: true })
export class RefundOrderSuccess {
  declare readonly __typename: 'RefundOrderSuccess';

  @Field(() => Order)
  readonly order!: Order;

  @Field(() => Boolean)
  readonly alreadyRecorded!: boolean;
}

/** Binds the contract's `OrderNotFound`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class OrderNotFound extends Problem {
  declare readonly __typename: 'OrderNotFound';
}

/** Binds the contract's `RefundExceedsOrder`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class RefundExceedsOrder extends Problem {
  declare readonly __typename: 'RefundExceedsOrder';

  @Field(() => Money)
  readonly refundable!: Money;
}

/** Binds the contract's `RefundConflict`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class RefundConflict extends Problem {
  declare readonly __typename: 'RefundConflict';

  @Field(() => Order)
  readonly recorded!: Order;
}

/** Binds the contract's union `RefundOrderResult`. */
export const RefundOrderResult = createUnionType({
  name: 'RefundOrderResult',
  types: () =>
    [RefundOrderSuccess, InputInvalid, OrderNotFound, CurrencyNotAccepted, RefundExceedsOrder, RefundConflict] as const,
});

/** `Mutation.refundOrder`. */
@Resolver()
export class RefundOrderMutation {
  @Mutation(() => RefundOrderResult)
  async refundOrder(
    @Arg('input', () => RefundOrderInput) input: RefundOrderInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof RefundOrderResult> {
    const outcome = await refundOrder(context.deps, {
      order: input.order,
      refund: input.refund,
      amount: input.amount ?? null,
    });
    return toResult('RefundOrder', outcome);
  }
}
