import { createRandom } from '../random.ts';
import { planBuyer } from './plan-buyer.ts';
import { planFaults } from './plan-faults.ts';
import type { PlanOptions } from './plan-options.ts';
import { planReviewer, planService, planSupervisor } from './plan-staff.ts';
import type { Plan } from './plan.ts';

/**
 * Decides who does what in which order and which fault comes after how many steps. The same options give the same plan;
 * how the operating system interleaves it does not follow from the seed.
 */
export function makePlan(options: PlanOptions): Plan {
  const random = createRandom(options.seed);
  const steps = options.buyers * options.steps + options.services * options.orders;
  return {
    seed: options.seed,
    servers: options.servers,
    buyers: each(options.buyers, 'buyer', (name) => planBuyer(options, random.fork(name), name)),
    reviewers: each(options.reviewers, 'reviewer', (name, index) =>
      planReviewer(options, random.fork(name), name, index),
    ),
    services: each(options.services, 'service', (name) => planService(options, random.fork(name), name)),
    supervisors: each(options.supervisors, 'supervisor', (name) =>
      planSupervisor(options, random.fork(name), name, steps),
    ),
    faults: planFaults(options, random.fork('faults'), steps),
    steps,
  };
}

function each<T>(count: number, role: string, make: (name: string, index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(`${role}-${index + 1}`, index));
}
