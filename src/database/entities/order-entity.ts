import { defineEntity, p } from '@mikro-orm/postgresql';

/** A settled order; amounts in the currency's minor unit. */
export const OrderEntity = defineEntity({
  name: 'OrderEntity',
  tableName: 'market_order',
  properties: {
    id: p.string().primary(),
    memberId: p.uuid(),
    amount: p.bigint('number'),
    currency: p.string(),
    refunded: p.bigint('number'),
    recordedAt: p.datetime(),
  },
});

/** What was taken back of an order; amounts in the currency's minor unit. */
export const RefundEntity = defineEntity({
  name: 'RefundEntity',
  tableName: 'refund',
  properties: {
    id: p.string().primary(),
    orderId: p.string(),
    amount: p.bigint('number'),
    currency: p.string(),
    recordedAt: p.datetime(),
  },
});
