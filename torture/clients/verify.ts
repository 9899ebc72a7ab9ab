import { setTimeout as delay } from 'node:timers/promises';
import { runStages } from '../cluster/run-policy.ts';
import type { Method, VerifyStep } from '../plan/plan.ts';
import { guessCodes } from './guess-codes.ts';
import { handInMaterials, submit } from './hand-in.ts';
import type { Person } from './people.ts';
import type { BuyerWorld } from './play-buyer.ts';

/** How long a buyer waits for a result before it does something else, and how often it looks, in milliseconds. */
const PATIENCE = 15_000;
const PAUSE = 300;

/** One run through a method: a draft towards a locked stage, then what the method wants, then perhaps a withdrawal. */
export async function verify(buyer: Person, step: VerifyStep, world: BuyerWorld): Promise<void> {
  const locked = await lockedStages(buyer, step.method);
  if (locked === undefined) return;
  const stage = locked[Math.min(step.stage, locked.length - 1)];
  if (stage === undefined) {
    await world.desk.ask({ do: 'REVOKE', member: buyer.member });
    return;
  }
  const draft = await begin(buyer, step.method, stage);
  if (draft === 'EXHAUSTED') {
    await world.desk.ask({ do: 'RESTORE', member: buyer.member, method: step.method });
    return;
  }
  if (draft === undefined) return;
  if (step.withdraw === 'DRAFT') {
    await withdraw(buyer, draft);
    return;
  }
  const isExhausted = await handIn(buyer, step, draft, world);
  if (isExhausted) await world.desk.ask({ do: 'RESTORE', member: buyer.member, method: step.method });
  else if (step.withdraw === 'SUBMITTED') await withdraw(buyer, draft);
}

/** The stages that are still locked, lowest first, once no verification by the method awaits its result; undefined when it takes too long. */
async function lockedStages(buyer: Person, method: Method): Promise<readonly string[] | undefined> {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    const page = await buyer.client.readOwnPage(buyer.member);
    if (page === undefined) return undefined;
    const awaits = page.verifications.nodes.some((one) => one.method === method && one.status === 'SUBMITTED');
    const open = new Set(page.membership.stages.map(({ code }) => code));
    if (!awaits)
      return runStages.filter(({ code, spend }) => spend !== null && !open.has(code)).map(({ code }) => code);
    await delay(PAUSE);
  }
  return undefined;
}

async function begin({ client, member }: Person, method: Method, stage: string) {
  const begun = await client.wish({ act: { do: 'BEGIN', member, method, stage }, input: { method, stage } });
  if (begun?.__typename === 'ChancesExhausted') return 'EXHAUSTED';
  // Perhaps a draft towards another stage is there: it is as good.
  return begun?.verification?.status === 'DRAFT' ? begun.verification.id : undefined;
}

async function withdraw({ client, member }: Person, verification: string): Promise<void> {
  await client.wish({ act: { do: 'WITHDRAW', member, verification }, input: { verification } });
}

/** Hands a draft in. Returns whether no chance was left. */
async function handIn(buyer: Person, step: VerifyStep, draft: string, world: BuyerWorld): Promise<boolean> {
  switch (step.method) {
    case 'TAX_NUMBER':
      return submit(buyer, 'TAX_NUMBER', draft, step.twice);
    case 'MATERIALS':
      return handInMaterials(buyer, draft, step.twice);
    case 'EMAIL':
      return guessCodes(buyer, step, draft, world.mails);
  }
}
