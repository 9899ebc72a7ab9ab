import type { Plan, PlannedFault } from './plan.ts';

/** The plan as lines of text: who does what in which order, and which fault comes when. */
export function printPlan({ seed, servers, buyers, reviewers, services, supervisors, faults, steps }: Plan): string {
  return [
    `seed ${seed}: ${servers} servers, ${steps} steps`,
    '',
    ...buyers.flatMap(({ name, subscriber, steps: all }) => [
      `${name}, whose subscriber is ${say(subscriber)}`,
      ...all.map((step) => `  ${say(step)}`),
    ]),
    ...[...services, ...supervisors, ...reviewers].flatMap(({ name, acts }) => [
      name,
      ...acts.map((act) => `  ${say(act)}`),
    ]),
    '',
    ...faults.map(sayFault),
    '',
  ].join('\n');
}

function say(thing: object): string {
  return Object.entries(thing)
    .map(([name, value]) => (name === 'do' ? String(value) : `${name}=${String(value)}`))
    .join(' ');
}

function sayFault({ afterSteps, ...fault }: PlannedFault): string {
  return `after step ${afterSteps}: ${say(fault).replace('fault=', '')}`;
}
