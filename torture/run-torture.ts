import type { Violation } from './checker/rule.ts';
import { REPLAY } from './checker/streams.ts';
import type { Person } from './clients/people.ts';
import { RUN_CHANCES, runStages } from './cluster/run-policy.ts';
import { gatherWorld, type World } from './gather-world.ts';
import { settle } from './healing/settle.ts';
import { playPlan } from './play-plan.ts';
import type { SubscriberPlan } from './plan/plan.ts';
import { startSubscriber } from './subscribers/subscriber.ts';
import type { TortureRun } from './torture-run.ts';

/** Who reads everything again at the end. */
const replaying: SubscriberPlan = { manner: 'STEADY', transport: 'WEBSOCKET', patience: 1, frozenFor: 0 };

/**
 * Plays a plan against real servers, breaks them on the way, lets all heal, and holds what was told and heard against every
 * rule. Returns what is wrong: nothing, if nothing that was acknowledged was lost or doubled.
 */
export async function runTorture(run: TortureRun): Promise<readonly Violation[]> {
  const { plan, history } = run;
  const closers: (() => Promise<void>)[] = [];
  const phase = (name: string) => {
    history.add({ entry: 'PHASE', phase: name });
    run.onPhase?.(name);
  };
  history.add({
    entry: 'RUN',
    seed: plan.seed,
    keysAreKnown: run.keysAreKnown,
    webhooks: run.webhooks,
    chances: RUN_CHANCES,
    stages: runStages.map(({ code, spend }) => ({ code, spend })),
  });
  try {
    phase(`${plan.servers} servers start, everybody signs in, and subscribers listen`);
    const world = await gatherWorld(run, closers);
    const listen = subscribers(run, world, closers);
    await listen(
      (buyer) => `subscriber of ${buyer.name}`,
      plan.buyers.map(({ subscriber }) => subscriber),
    );
    phase(`${plan.steps} steps, and ${plan.faults.length} faults on the way`);
    await playPlan(run, world);
    phase('all is healed: the log is read again from its beginning, until all is quiet');
    await listen(
      (buyer) => `${REPLAY}${buyer.member}`,
      plan.buyers.map(() => replaying),
    );
    return await settle({
      cluster: world.cluster,
      history,
      token: world.supervisors[0]?.token ?? '',
      members: world.buyers.map(({ member }) => member),
      patience: run.settlePatience,
    });
  } finally {
    for (const closer of closers.toReversed()) await closer();
  }
}

function subscribers(
  { history }: TortureRun,
  { buyers, servers }: World,
  closers: (() => Promise<void>)[],
): (nameOf: (buyer: Person) => string, plans: readonly SubscriberPlan[]) => Promise<void> {
  return async (nameOf, plans) => {
    const started = buyers.flatMap((buyer, first) => {
      const { member, token } = buyer;
      const plan = plans[first];
      return plan ? [startSubscriber({ name: nameOf(buyer), member, token, plan, servers, history, first })] : [];
    });
    closers.push(async () => void (await Promise.all(started.map((subscriber) => subscriber.close()))));
    await Promise.all(started.map((subscriber) => subscriber.opened));
  };
}
