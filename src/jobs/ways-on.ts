import type { Deps } from '../application/deps.ts';
import { chancesExhausted } from '../application/remaining-paths.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { countChances } from '../domain/chances.ts';
import type { Method } from '../domain/method.ts';
import type { Verification } from '../domain/verification.ts';

const pathNames: Readonly<Record<Method, string>> = {
  MATERIALS: 'Verification with materials',
  TAX_NUMBER: 'Tax number verification',
  EMAIL: 'Business email verification',
};

/** How many chances of its method a verification's buyer has left, and by which other ways its stage still opens. */
export async function waysOn(deps: Deps, verification: Verification) {
  const { remainingMethods, spend } = await chancesExhausted(deps.policy, deps.database.session(), verification);
  return {
    chancesLeft: await chancesLeft(deps, verification.memberId, verification.method),
    remainingPaths: [...remainingMethods.map((one) => pathNames[one]), ...(spend ? ['Spending through orders'] : [])],
  };
}

/** How many chances of a method a member has left. */
export async function chancesLeft(deps: Deps, memberId: string, method: Method): Promise<number> {
  const used = (await chancesUsed(deps.database.session(), [memberId])).get(memberId)?.[method] ?? 0;
  return countChances(method, deps.policy.chances[method], used).left;
}
