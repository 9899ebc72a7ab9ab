import type { Session } from '../database/database.ts';
import {
  findOrder,
  findRefund,
  insertRefund,
  lockOrder,
  type OrderRecord,
  type RefundRecord,
} from '../database/stores/order-store.ts';
import type { Money } from '../domain/policy.ts';
import type { Deps } from './deps.ts';
import { currencyNotAccepted, issuesWithAmount, issuesWithId } from './order-problems.ts';
import { inputInvalid } from './problems.ts';

/** A refund of an order; without an amount, of all that is left of it. */
export interface RefundOrder {
  readonly order: string;
  readonly refund: string;
  readonly amount: Money | null;
}

/** Takes a refund off the spend, once. A stage already unlocked stays. */
export async function refundOrder(deps: Deps, input: RefundOrder) {
  const { amount } = input;
  const issues = [
    ...issuesWithId('order', input.order),
    ...issuesWithId('refund', input.refund),
    ...(amount === null ? [] : issuesWithAmount('amount', amount)),
  ];
  if (issues.length > 0) return inputInvalid(issues);
  if (amount !== null && amount.currency !== deps.policy.currency) return currencyNotAccepted(deps.policy);

  return deps.database.transaction(async (session) => {
    const order = await lockOrder(session, input.order);
    const known = await findRefund(session, input.refund);
    if (known !== undefined) return judgeRepeat(session, known, input);
    if (order === undefined) {
      return { kind: 'OrderNotFound', message: 'No order with this id is recorded. Record it first.' } as const;
    }
    const left = order.amount - order.refunded;
    const taken = amount?.amount ?? left;
    if (taken > left || left === 0) return refundExceedsOrder(order, left);
    const { currency } = order;
    const refund = { id: input.refund, orderId: order.id, amount: taken, currency, recordedAt: deps.now() };
    const refunded = await insertRefund(session, refund);
    if (refunded !== undefined) return { kind: 'Success', order: refunded, alreadyRecorded: false } as const;
    // Another order's refund took the id at the same time.
    return judgeRepeat(session, await findRefund(session, input.refund), input);
  });
}

async function judgeRepeat(session: Session, known: RefundRecord | undefined, input: RefundOrder) {
  const order = known && (await findOrder(session, known.orderId));
  if (known === undefined || order === undefined)
    throw new Error('a refund that is recorded, or its order, is missing');
  const isSame = known.orderId === input.order && (input.amount === null || input.amount.amount === known.amount);
  if (isSame) return { kind: 'Success', order, alreadyRecorded: true } as const;
  const message = 'This refund id was recorded for another order or amount. Nothing changed: use a new id.';
  return { kind: 'RefundConflict', message, recorded: order } as const;
}

function refundExceedsOrder({ currency }: OrderRecord, left: number) {
  const message = left === 0 ? 'Nothing is left of this order to refund.' : 'More than is left of this order.';
  return { kind: 'RefundExceedsOrder', message, refundable: { amount: left, currency } } as const;
}
