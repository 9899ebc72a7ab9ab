import { setTimeout as delay } from 'node:timers/promises';
import type { ReviewerAct, ReviewerPlan } from '../plan/plan.ts';
import type { ShownVerification } from './answers.ts';
import { rejectVerification } from './documents.ts';
import type { Progress } from '../progress.ts';
import type { Person } from './people.ts';

/** How long a reviewer rests when the queue is empty, in milliseconds. */
const PAUSE = 250;

/** Decides what is in the queue until nobody hands anything in any more and it is empty. */
export async function playReviewer(
  reviewers: readonly Person[],
  index: number,
  { acts }: ReviewerPlan,
  world: { readonly isOver: () => boolean; readonly progress: Progress },
): Promise<void> {
  const reviewer = reviewers[index];
  if (reviewer === undefined) return;
  for (let turn = 0; ; turn += 1) {
    const act = acts[turn % acts.length];
    if (act === undefined) return;
    // Asked before the queue is read: what is handed in meanwhile is seen by the next look.
    const wasOver = world.isOver();
    const taken = await take(reviewer, act);
    if (taken === undefined) {
      if (wasOver && (await reviewer.client.readQueue()).length === 0) return;
      await delay(PAUSE);
      continue;
    }
    if (act.release && act.take !== 'RUSH') await release(reviewer, taken.id);
    else if (await decideWith(reviewer, act.rival === null ? undefined : reviewers[act.rival], act, taken)) {
      world.progress.step();
    }
  }
}

async function take({ client, member }: Person, act: ReviewerAct): Promise<ShownVerification | undefined> {
  const claim = (verification: string | null) =>
    client.wish({
      act: { do: 'CLAIM', reviewer: member, verification },
      input: verification === null ? {} : { verification },
    });
  if (act.take === 'CLAIM') {
    const claimed = await claim(null);
    if (claimed?.verification !== undefined) return claimed.verification;
  }
  // Also what it holds itself without having heard so is in the queue.
  const queue = await client.readQueue();
  const picked = queue[act.place % Math.max(1, queue.length)];
  if (picked === undefined || act.take === 'RUSH') return picked;
  return (await claim(picked.id))?.verification ?? picked;
}

async function release({ client, member }: Person, verification: string): Promise<void> {
  await client.wish({ act: { do: 'RELEASE', reviewer: member, verification }, input: { verification } });
}

/** Decides, and a rival decides otherwise at the same moment. Returns whether either was acknowledged. */
async function decideWith(
  reviewer: Person,
  rival: Person | undefined,
  { outcome }: ReviewerAct,
  verification: ShownVerification,
): Promise<boolean> {
  const otherwise = outcome === 'APPROVED' ? 'REJECTED' : 'APPROVED';
  const decided = await Promise.all([
    decide(reviewer, outcome, verification),
    ...(rival ? [decide(rival, otherwise, verification)] : []),
  ]);
  return decided.includes(true);
}

async function decide(
  { client, member }: Person,
  outcome: ReviewerAct['outcome'],
  { id, version }: ShownVerification,
): Promise<boolean> {
  const act = { do: 'DECIDE', reviewer: member, verification: id, outcome } as const;
  const input = { verification: id, version };
  const answer = await client.wish(
    outcome === 'APPROVED'
      ? { act, input }
      : { act, operation: rejectVerification, input: { ...input, reasons: [{ code: 'INFORMATION_INCORRECT' }] } },
  );
  return answer?.__typename.endsWith('Success') === true;
}
