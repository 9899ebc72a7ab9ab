import { workload, type WaitingOfKind } from '../database/review-statistics.ts';
import type { Actor } from '../domain/actor.ts';
import { ageBuckets } from '../domain/age-buckets.ts';
import { identityTypes } from '../domain/identity.ts';
import { methods } from '../domain/method.ts';
import type { Deps } from './deps.ts';
import { memberIdOf } from './person.ts';

const nothing = { open: 0, dueToday: 0, overdue: 0, mine: 0, awaitingSecondReview: 0, disputed: 0 };

/** What waits in the queue now, in all and by what it is. */
export async function readWorkload({ database, policy, calendar, now }: Deps, actor: Actor) {
  const at = now();
  const today = calendar.today(at);
  const rows = await workload(database.session(), {
    reviewerId: memberIdOf(actor),
    now: at,
    today,
    endOfToday: calendar.endOfDay(today),
    timeZone: policy.calendar.timeZone,
    longest: ageBuckets.at(-1)?.fromDays ?? 0,
  });
  const stages = [...policy.stages.map(({ code }) => code), ...rows.flatMap(({ stage }) => stage ?? [])];
  return {
    today,
    ...(rows.find(isOfAll) ?? nothing),
    byStage: [...new Set(stages)].flatMap((stage) => rows.filter((row) => row.stage === stage)),
    byMethod: methods.flatMap((method) => rows.filter((row) => row.method === method)),
    byIdentityType: identityTypes.flatMap((type) => rows.filter((row) => row.identityType === type)),
    ages: ageBuckets.map((bucket) => {
      const { fromDays, toDays } = bucket;
      const within = rows.filter(({ days }) => days !== null && days >= fromDays && days <= (toDays ?? days));
      return { ...bucket, open: within.reduce((sum, { open }) => sum + open, 0) };
    }),
  };
}

function isOfAll({ stage, method, identityType, days }: WaitingOfKind): boolean {
  return stage === null && method === null && identityType === null && days === null;
}
