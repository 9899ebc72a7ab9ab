import type { Random } from '../random.ts';
import type { PlanOptions } from './plan-options.ts';
import { methods, type BuyerPlan, type BuyerStep, type SubscriberPlan } from './plan.ts';

/** Decides what one buyer does, and how it listens. */
export function planBuyer(options: PlanOptions, random: Random, name: string): BuyerPlan {
  const steps = Array.from({ length: options.steps }, (_, index) => planStep(options, random, `${name} ${index}`));
  return { name, subscriber: planSubscriber(options, random.fork('subscriber')), steps };
}

function planStep({ mix }: PlanOptions, random: Random, company: string): BuyerStep {
  const kind = random.pickWeighted(mix.stepWeights, ['READ', 'DECLARE', ...methods]);
  if (kind === 'READ') return { do: 'READ' };
  if (kind === 'DECLARE') return { do: 'DECLARE', company };
  const withdraws = random.chance(mix.withdrawPercent);
  return {
    do: 'VERIFY',
    method: kind,
    stage: random.pick([0, 0, 0, 1]),
    wrongCodes: random.between(0, mix.wrongCodes),
    atOnce: random.chance(mix.atOncePercent),
    twice: random.chance(mix.twicePercent),
    withdraw: withdraws ? random.pick(['DRAFT', 'SUBMITTED'] as const) : 'NEVER',
  };
}

function planSubscriber({ mix, ssePercent }: PlanOptions, random: Random): SubscriberPlan {
  return {
    manner: random.pickWeighted(mix.mannerWeights, ['STEADY', 'WANDERING', 'FREEZING']),
    transport: random.chance(ssePercent) ? 'SSE' : 'WEBSOCKET',
    patience: random.between(1, 3),
    frozenFor: random.between(200, 2000),
  };
}
