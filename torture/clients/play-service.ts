import type { ServiceAct, ServicePlan } from '../plan/plan.ts';
import type { Progress } from '../progress.ts';
import type { Person } from './people.ts';

type RecordAct = Extract<ServiceAct, { do: 'RECORD' }>;
type RefundAct = Extract<ServiceAct, { do: 'REFUND' }>;

/** Records a service's orders and refunds, one after the other, some of them again and again. */
export async function playService(
  service: Person,
  { acts }: ServicePlan,
  buyers: readonly Person[],
  progress: Progress,
): Promise<void> {
  for (const act of acts) {
    await progress.pace();
    if (act.do === 'RECORD') await recordAgainAndAgain(service, act, buyers);
    else await refundAgainAndAgain(service, act);
    progress.step();
  }
}

async function recordAgainAndAgain(service: Person, act: RecordAct, buyers: readonly Person[]): Promise<void> {
  const buyer = buyers[act.buyer];
  if (buyer === undefined) return;
  const record = (amount: number) =>
    service.client.wish({
      act: { do: 'RECORD', member: buyer.member, order: act.order, amount },
      input: {
        order: act.order,
        // Both ways to name a member.
        member: amount % 3 === 0 ? { id: buyer.member } : { subject: `torture|${buyer.name}` },
        amount: { amount, currency: 'USD' },
      },
    });
  await Promise.all(Array.from({ length: 1 + act.repeats }, () => record(act.amount)));
  if (act.conflict) await record(act.amount + 100);
}

async function refundAgainAndAgain(service: Person, { order, refund, amount, repeats }: RefundAct): Promise<void> {
  const once = () =>
    service.client.wish({
      act: { do: 'REFUND', order, refund, amount },
      input: { order, refund, amount: { amount, currency: 'USD' } },
    });
  await Promise.all(Array.from({ length: 1 + repeats }, once));
}
