import { recordOrder } from '../../application/record-order.ts';
import { refundOrder } from '../../application/refund-order.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Parts of the higher amount, in percent: together they reach it. */
const orders = [
  { order: 'sample-order-1001', percent: 6, weeksAgo: 12 },
  { order: 'sample-order-1002', percent: 12.5, weeksAgo: 11 },
  { order: 'sample-order-1003', percent: 41, weeksAgo: 10 },
  { order: 'sample-order-1004', percent: 42.75, weeksAgo: 9 },
];

/** Otto never hands anything in: his orders, one of them partly refunded, unlock two stages (GOLD in the shipped policy). */
export async function ottoSpends({ past, at, signIn }: Narrator): Promise<void> {
  const first = past.daysAgo(85, 9);
  const otto = await signIn('otto', first);
  const service = await signIn('service', first);
  const { currency, stages } = at(first).policy;
  const amounts = stages.flatMap((stage) => stage.spendRequired?.amount ?? []);
  const goal = amounts[1] ?? amounts[0];
  if (goal === undefined || otto.kind !== 'PERSON') return;
  const money = (percent: number) => ({ amount: Math.ceil((goal * percent) / 100), currency });
  for (const { order, percent, weeksAgo } of orders) {
    const deps = at(past.daysAgo(weeksAgo * 7, 11));
    await succeed(recordOrder(deps, service, { order, member: { id: otto.memberId }, amount: money(percent) }));
  }
  const refund = { order: 'sample-order-1002', refund: 'sample-refund-1', amount: money(1) };
  await succeed(refundOrder(at(past.daysAgo(60, 16)), refund));
}
