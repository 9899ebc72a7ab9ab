import type { InferEntity } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sqlOf, type Session } from '../database.ts';
import { OrderEntity, RefundEntity } from '../entities/order-entity.ts';

/** A settled order as it is counted; amounts in minor units. */
export type OrderRecord = Pick<
  InferEntity<typeof OrderEntity>,
  'id' | 'memberId' | 'amount' | 'currency' | 'refunded' | 'recordedAt'
>;

/** A refund as it is counted. */
export type RefundRecord = Pick<
  InferEntity<typeof RefundEntity>,
  'id' | 'orderId' | 'amount' | 'currency' | 'recordedAt'
>;

/** What a member's orders come to, refunds taken off. */
export interface SpendTotals {
  readonly memberId: string;
  /** All that counts towards unlocking, in minor units; at most what a number says exactly, which is above every stage. */
  readonly total: number;
  readonly orders: number;
}

/** The record alone: what else an entity carries is for the session that it belongs to. */
function toRecord({ id, memberId, amount, currency, refunded, recordedAt }: OrderRecord): OrderRecord {
  return { id, memberId, amount, currency, refunded, recordedAt };
}

/** Keeps an order; false when one of this id is kept already, which then stays as it is. */
export async function insertOrder(session: Session, order: OrderRecord): Promise<boolean> {
  const rows = await sqlOf(session)
    .insertInto('market_order')
    .values(order)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return rows.length === 1;
}

/** The order of an id; undefined when none is recorded. */
export async function findOrder(session: Session, id: string): Promise<OrderRecord | undefined> {
  const order = await session.findOne(OrderEntity, { id }, { refresh: true });
  return order === null ? undefined : toRecord(order);
}

/** Holds the order for the rest of the transaction. Undefined when none is recorded. */
export async function lockOrder(session: Session, id: string): Promise<OrderRecord | undefined> {
  return sqlOf(session).selectFrom('market_order').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The refund of an id; undefined when none is recorded. */
export async function findRefund(session: Session, id: string): Promise<RefundRecord | undefined> {
  return (await session.findOne(RefundEntity, { id })) ?? undefined;
}

/** Keeps a refund and takes it off its order, which the transaction holds. Undefined when one of this id is kept already, which then stays as it is. */
export async function insertRefund(session: Session, refund: RefundRecord): Promise<OrderRecord | undefined> {
  const kept = await sqlOf(session)
    .insertInto('refund')
    .values(refund)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) return undefined;
  const order = await session.findOneOrFail(OrderEntity, { id: refund.orderId });
  order.refunded += refund.amount;
  await session.flush();
  return toRecord(order);
}

/** What the orders of these members come to; orders before a revocation do not count. */
export async function spendOf(session: Session, memberIds: readonly string[]): Promise<SpendTotals[]> {
  const rows = await sqlOf(session)
    .selectFrom('member')
    .leftJoin('market_order', (join) =>
      join
        .onRef('market_order.memberId', '=', 'member.id')
        .on((on) =>
          on.or([
            on('member.spendCountsSince', 'is', null),
            on('market_order.recordedAt', '>', on.ref('member.spendCountsSince')),
          ]),
        ),
    )
    .select('member.id as memberId')
    .select(sql<string>`coalesce(sum(market_order.amount - market_order.refunded), 0)`.as('total'))
    .select((select) => select.fn.count<string>('market_order.id').as('orders'))
    .where('member.id', 'in', [...memberIds])
    .groupBy('member.id')
    .execute();
  return rows.map(({ memberId, total, orders }) => ({
    memberId,
    total: Math.min(Number(total), Number.MAX_SAFE_INTEGER),
    orders: Number(orders),
  }));
}
