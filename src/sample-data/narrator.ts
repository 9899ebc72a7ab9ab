import { createReadStream, type ReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../application/deps.ts';
import { signIn } from '../application/sign-in.ts';
import type { Actor } from '../domain/actor.ts';
import type { Method } from '../domain/method.ts';
import type { Stage } from '../domain/policy.ts';
import { findSamplePerson } from '../identity-provider/sample-people.ts';
import { createPast, type Past } from './past.ts';
import { SampleDataError } from './sample-data-error.ts';

/** What one sample person did, and what others did about it. */
export type Story = (narrator: Narrator) => Promise<void>;

/** What stories are told with. */
export interface Narrator {
  readonly past: Past;
  /** What the use cases work with when the clock shows this moment. */
  readonly at: (moment: Date) => Deps;
  /** Signs a sample person in. */
  readonly signIn: (key: string, moment: Date) => Promise<Actor>;
  /** Opens one of the sample files. */
  readonly openFile: (name: string) => ReadStream;
  /** The stages that a method opens, lowest first: an operator's own policy may have others than the shipped one, or none. */
  readonly stagesBy: (method: Method) => readonly Stage[];
}

/** Makes the narrator of one run. */
export function createNarrator(deps: Deps, filesDirectory: string): Narrator {
  const at = (moment: Date): Deps => ({ ...deps, now: () => moment });
  return {
    at,
    past: createPast(deps.calendar, deps.now()),
    async signIn(key, moment) {
      const person = findSamplePerson({ key });
      if (person === undefined) throw new SampleDataError(`there is no sample person ${key}.`);
      const { subject, email, name } = person;
      return signIn(at(moment), { subject, email, name, roles: new Set(person.roles), expiresAt: moment });
    },
    openFile: (name) => createReadStream(join(filesDirectory, name)),
    stagesBy: (method) => deps.policy.stages.filter((stage) => stage.methods.includes(method)),
  };
}
