import type { BuyerPlan } from '../plan/plan.ts';
import type { Progress } from '../progress.ts';
import type { MailTroubleSink } from '../sinks/mail-sink.ts';
import type { Desk } from './desk.ts';
import type { Person } from './people.ts';
import { verify } from './verify.ts';

/** What a buyer needs besides itself. */
export interface BuyerWorld {
  readonly progress: Progress;
  readonly desk: Desk;
  readonly mails: MailTroubleSink;
}

/** Plays a buyer's steps, one after the other. */
export async function playBuyer(buyer: Person, { name, steps }: BuyerPlan, world: BuyerWorld): Promise<void> {
  await declare(buyer, name);
  for (const step of steps) {
    await world.progress.pace();
    switch (step.do) {
      case 'READ':
        await buyer.client.readOwnPage(buyer.member);
        break;
      case 'DECLARE':
        await declare(buyer, step.company);
        break;
      case 'VERIFY':
        await verify(buyer, step, world);
        break;
    }
    world.progress.step();
  }
}

async function declare({ client, member }: Person, companyName: string): Promise<void> {
  await client.wish({
    act: { do: 'DECLARE', member },
    input: { identity: { wholesaler: { companyName, productCategories: 'Tools' } } },
  });
}
