import type { Random } from '../random.ts';
import type { PlanOptions } from './plan-options.ts';
import {
  methods,
  type ReviewerAct,
  type ReviewerPlan,
  type ServiceAct,
  type ServicePlan,
  type SupervisorAct,
  type SupervisorPlan,
} from './plan.ts';

/** How many different acts a reviewer has before they begin again. */
const REVIEWER_ACTS = 50;

/** Decides how one reviewer works. */
export function planReviewer(options: PlanOptions, random: Random, name: string, index: number): ReviewerPlan {
  const { mix, reviewers } = options;
  const plan = (): ReviewerAct => ({
    take: random.pickWeighted(mix.takeWeights, ['CLAIM', 'READ', 'RUSH']),
    outcome: random.chance(mix.approvePercent) ? 'APPROVED' : 'REJECTED',
    place: random.between(0, 9),
    rival:
      reviewers > 1 && random.chance(mix.rivalPercent) ? (index + random.between(1, reviewers - 1)) % reviewers : null,
    release: random.chance(mix.releasePercent),
  });
  return { name, acts: Array.from({ length: REVIEWER_ACTS }, plan) };
}

/** Decides which orders and refunds one service sends. */
export function planService(options: PlanOptions, random: Random, name: string): ServicePlan {
  const { mix, buyers } = options;
  const acts: ServiceAct[] = [];
  const recorded: { order: string; left: number }[] = [];
  while (acts.length < options.orders) {
    const repeats = random.chance(mix.repeatPercent) ? random.between(1, 3) : 0;
    const [first] = recorded;
    if (first !== undefined && random.chance(mix.refundPercent)) {
      const taken = random.pick(recorded);
      const amount = random.chance(50) ? taken.left : Math.ceil(taken.left / 2);
      taken.left -= amount;
      if (taken.left === 0) recorded.splice(recorded.indexOf(taken), 1);
      acts.push({ do: 'REFUND', order: taken.order, refund: `${name}-refund-${acts.length}`, amount, repeats });
      continue;
    }
    const order = `${name}-order-${acts.length}`;
    const amount = random.pick(mix.amounts);
    const conflict = repeats > 0 && random.chance(20);
    acts.push({ do: 'RECORD', order, buyer: random.between(0, buyers - 1), amount, repeats, conflict });
    recorded.push({ order, left: amount });
  }
  return { name, acts };
}

/** Decides what one supervisor does of its own accord. */
export function planSupervisor(options: PlanOptions, random: Random, name: string, steps: number): SupervisorPlan {
  const { mix, buyers } = options;
  const plan = (): SupervisorAct => {
    const when = { afterSteps: random.between(1, Math.max(1, steps - 1)), buyer: random.between(0, buyers - 1) };
    return random.chance(mix.revokePercent)
      ? { ...when, do: 'REVOKE' }
      : { ...when, do: 'RESTORE', method: random.pick(methods) };
  };
  const acts = Array.from({ length: mix.supervisorActs }, plan).sort((one, other) => one.afterSteps - other.afterSteps);
  return { name, acts };
}
