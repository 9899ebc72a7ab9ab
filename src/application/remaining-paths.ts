import type { Session } from '../database/database.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { spendOf } from '../database/stores/order-store.ts';
import type { Method } from '../domain/method.ts';
import { findStage, type Policy } from '../domain/policy.ts';
import { spendPath } from '../domain/spend-path.ts';

/** No chance of the method is left: says which paths to the stage remain. */
export async function chancesExhausted(
  policy: Policy,
  session: Session,
  verification: { readonly memberId: string; readonly method: Method; readonly stage: string },
) {
  const { memberId, method } = verification;
  const stage = findStage(policy, verification.stage);
  const used = (await chancesUsed(session, [memberId])).get(memberId);
  const [spend] = await spendOf(session, [memberId]);
  const remainingMethods = (stage?.methods ?? []).filter(
    (other) => other !== method && (used?.[other] ?? 0) < policy.chances[other],
  );
  const path = stage ? spendPath(stage, spend?.total ?? 0) : null;
  return {
    kind: 'ChancesExhausted',
    message: messageFor(remainingMethods, path !== null),
    method,
    limit: policy.chances[method],
    remainingMethods,
    spend: path,
  } as const;
}

function messageFor(methods: readonly Method[], bySpend: boolean): string {
  const ways = [
    ...methods.map((method) => `verification by ${method}`),
    ...(bySpend ? ['spending through orders'] : []),
  ];
  const closed = 'All chances of this method are spent.';
  if (ways.length === 0) return `${closed} Ask the marketplace's support: a supervisor can restore them.`;
  return `${closed} This stage still opens by ${ways.join(', or ')}.`;
}
