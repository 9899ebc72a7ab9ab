import type { SamplePerson } from '../src/identity-provider/sample-people.ts';
import type { DemoClient } from './client.ts';
import { followMembership, followOutcomes, type Changed, type Reviewed } from './operations/follow.ts';
import type { Pushes } from './pushes.ts';

/** Somebody who wants to be verified. */
export interface Buyer {
  readonly name: string;
  readonly email: string;
  /** How the marketplace's own systems call this buyer. */
  readonly subject: string;
  readonly client: DemoClient;
  readonly outcomes: Pushes<Reviewed>;
  readonly memberships: Pushes<Changed>;
}

/** Where this run's buyers get their mail: an address that can't exist, and that is not anybody's free mail either. */
export function mailDomain(run: string): string {
  return `run-${run}.demo-buyers.example`;
}

/** Signs a new buyer in, and subscribes to everything that concerns it. */
export async function meetBuyer(
  name: string,
  run: string,
  connect: (person: SamplePerson) => Promise<DemoClient>,
): Promise<Buyer> {
  const key = name.toLowerCase();
  const email = `${key}@${mailDomain(run)}`;
  const subject = `demo|${run}|${key}`;
  const client = await connect({ key, subject, name, email, roles: ['BUYER'], about: 'Plays in the demo.' });
  const outcomes = client.follow(followOutcomes);
  const memberships = client.follow(followMembership);
  return { name, email, subject, client, outcomes, memberships };
}
