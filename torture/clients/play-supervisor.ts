import { setTimeout as delay } from 'node:timers/promises';
import type { SupervisorPlan } from '../plan/plan.ts';
import type { Progress } from '../progress.ts';
import type { Desk, Request } from './desk.ts';
import type { Person } from './people.ts';

/** How long a supervisor rests when nobody wants anything, in milliseconds. */
const PAUSE = 100;

/** Grants what is asked for at the desk, and does its own acts when their time has come, until all is over. */
export async function playSupervisor(
  supervisor: Person,
  { acts }: SupervisorPlan,
  buyers: readonly Person[],
  world: { readonly desk: Desk; readonly progress: Progress },
  isOver: () => boolean,
): Promise<void> {
  const due = [...acts];
  let granted = 0;
  const nextReason = () => `${supervisor.name} had its reasons, number ${(granted += 1)}`;
  for (;;) {
    const asked = world.desk.take();
    const [next] = due;
    if (asked !== undefined) {
      await grant(supervisor, asked.request, nextReason());
      asked.done();
    } else if (next !== undefined && next.afterSteps <= world.progress.steps) {
      due.shift();
      const member = buyers[next.buyer]?.member ?? '';
      const request = next.do === 'REVOKE' ? { do: next.do, member } : { do: next.do, member, method: next.method };
      await grant(supervisor, request, nextReason());
    } else if (isOver()) return;
    else await delay(PAUSE);
  }
}

async function grant({ client, member: supervisor }: Person, request: Request, reason: string): Promise<void> {
  const { member } = request;
  await client.wish(
    request.do === 'REVOKE'
      ? { act: { do: 'REVOKE', supervisor, member, reason }, input: { member, reason } }
      : {
          act: { do: 'RESTORE', supervisor, member, method: request.method, reason },
          input: { member, method: request.method, reason },
        },
  );
}
