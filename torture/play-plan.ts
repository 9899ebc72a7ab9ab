import { openDesk } from './clients/desk.ts';
import { playBuyer } from './clients/play-buyer.ts';
import { playReviewer } from './clients/play-reviewer.ts';
import { playService } from './clients/play-service.ts';
import { playSupervisor } from './clients/play-supervisor.ts';
import type { Person } from './clients/people.ts';
import type { World } from './gather-world.ts';
import { unleashNemesis } from './nemesis/nemesis.ts';
import { beginProgress } from './progress.ts';
import type { TortureRun } from './torture-run.ts';

/** Lets everybody do what is planned while the nemesis breaks what is planned, until all is done and all is healed. */
export async function playPlan({ plan, history }: TortureRun, world: World): Promise<void> {
  const { buyers, reviewers, services, supervisors, cluster, mails } = world;
  const progress = beginProgress(plan.faults.map(({ afterSteps }) => afterSteps));
  const nemesis = unleashNemesis({ cluster, mails, history, faults: plan.faults, progress });
  const desk = openDesk();
  let isOver = false;

  const hands = [
    ...each(buyers, plan.buyers, (buyer, one) => playBuyer(buyer, one, { progress, desk, mails })),
    ...each(services, plan.services, (service, one) => playService(service, one, buyers, progress)),
  ];
  const staff = [
    ...each(reviewers, plan.reviewers, (_person, one, index) =>
      playReviewer(reviewers, index, one, { progress, isOver: () => isOver }),
    ),
    ...each(supervisors, plan.supervisors, (supervisor, one) =>
      playSupervisor(supervisor, one, buyers, { desk, progress }, () => isOver),
    ),
  ];
  const work = Promise.all([...hands, nemesis.done]);
  const all = Promise.all(staff);
  try {
    // Whoever fails ends the run; staff goes on as long as the others do.
    await Promise.race([work, all.then(() => work)]);
  } catch (error) {
    world.abort();
    throw error;
  } finally {
    isOver = true;
    progress.end();
    await nemesis.heal();
    await Promise.allSettled([...hands, ...staff]);
  }
  await all;
}

function each<P>(
  people: readonly Person[],
  plans: readonly P[],
  play: (person: Person, plan: P, index: number) => Promise<void>,
): readonly Promise<void>[] {
  return plans.flatMap((plan, index) => {
    const person = people[index];
    return person === undefined ? [] : [play(person, plan, index)];
  });
}
