import type { FinalMember } from '../../history/final-state.ts';
import type { Evidence } from '../evidence.ts';
import { intentsTo } from '../intents.ts';
import type { Finding, Rule } from '../rule.ts';

/** An order with what was refunded, or a refund: it counts, or nobody knows whether it does. */
interface Part {
  readonly amount: number;
  readonly orders: number;
  readonly isCertain: boolean;
}

/** A member's spend is what its acknowledged orders come to, refunds taken off, each once; unknown ones are in or out. */
export const spendAddsUp: Rule = {
  name: 'spend-adds-up',
  check: (evidence: Evidence): readonly Finding[] => [
    ...recordedTwice(evidence),
    ...evidence.final.members.flatMap((member) => differences(evidence, member)),
  ],
};

/** The same order, or refund, was new to two different wishes. */
function recordedTwice({ intents }: Evidence): readonly Finding[] {
  const fresh = [...intentsTo(intents, 'RECORD'), ...intentsTo(intents, 'REFUND')].flatMap(({ act, attempts }) => {
    const success = attempts.find(({ told, result }) => result === 'SUCCESS' && told.alreadyRecorded === false);
    return success ? [{ id: act.do === 'RECORD' ? act.order : act.refund, at: success.until }] : [];
  });
  return [...Map.groupBy(fresh, ({ id }) => id)]
    .filter(([, all]) => all.length > 1)
    .map(([id, all]) => ({ what: `${id} was recorded as new ${all.length} times`, at: all.map(({ at }) => at) }));
}

function differences({ intents }: Evidence, { id, spend, history }: FinalMember): readonly Finding[] {
  const revoked = history.find(({ cause }) => cause.by === 'REVOKED')?.at ?? null;
  if (revoked !== spend.countedSince) {
    return [{ what: `${id} counts orders since ${spend.countedSince}, and was last revoked at ${revoked}` }];
  }
  const counts = (recordedAt: string) => spend.countedSince === null || recordedAt > spend.countedSince;
  const parts: Part[] = [];
  const orders = Map.groupBy(
    intentsTo(intents, 'RECORD').filter(({ act, fate }) => act.member === id && fate !== 'NOT'),
    ({ act }) => act.order,
  );
  for (const [order, wishes] of orders) {
    const told = wishes.flatMap(({ attempts }) => attempts.flatMap((one) => one.told.order ?? []))[0];
    // One that is perhaps there is also perhaps older than the revocation.
    if (told !== undefined && !counts(told.recordedAt)) continue;
    const isCertain = told !== undefined;
    for (const amount of isCertain ? [told.amount] : new Set(wishes.map(({ act }) => act.amount))) {
      parts.push({ amount, orders: 1, isCertain });
    }
    const refunds = Map.groupBy(
      intentsTo(intents, 'REFUND').filter(({ act, fate }) => act.order === order && fate !== 'NOT'),
      ({ act }) => act.refund,
    );
    for (const all of refunds.values()) {
      const amount = -(all[0]?.act.amount ?? 0);
      parts.push({ amount, orders: 0, isCertain: isCertain && all.some(({ fate }) => fate === 'DONE') });
    }
  }
  if (canCome(parts, spend.total, spend.orders)) return [];
  const certain = parts.filter((part) => part.isCertain);
  const total = certain.reduce((sum, part) => sum + part.amount, 0);
  const count = certain.reduce((sum, part) => sum + part.orders, 0);
  const what = `${id} has spent ${spend.total} by ${spend.orders} orders; acknowledged are ${total} by ${count}, unknown ${parts.length - certain.length}`;
  return [{ what }];
}

/** Whether some choice of the unknown parts gives this total and this number of orders. */
function canCome(parts: readonly Part[], total: number, orders: number): boolean {
  const unknown = parts.filter((part) => !part.isCertain);
  const certain = parts.filter((part) => part.isCertain);
  let reachable = new Set([
    `${certain.reduce((sum, part) => sum + part.amount, 0)} ${certain.reduce((sum, part) => sum + part.orders, 0)}`,
  ]);
  for (const part of unknown) {
    const further = [...reachable].map((reached) => {
      const [sum = 0, count = 0] = reached.split(' ').map(Number);
      return `${sum + part.amount} ${count + part.orders}`;
    });
    reachable = new Set([...reachable, ...further]);
  }
  return reachable.has(`${total} ${orders}`);
}
