import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultOptions, type PlanOptions } from './plan/plan-options.ts';
import { planOptionsFor } from './plants/plant-plan.ts';
import { findPlant } from './plants/plants.ts';
import { TortureError } from './torture-error.ts';

/** What somebody who starts a run can say. */
export interface TortureOptions {
  readonly planned: PlanOptions;
  readonly help: boolean;
  /** Only print the plan. */
  readonly plan: boolean;
  /** Only check a history that is there. */
  readonly check: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly bug: string | undefined;
  /** Whether the servers know a wish by its `Idempotency-Key`. */
  readonly keys: boolean;
  /** Whether an endpoint for webhooks is registered. */
  readonly webhooks: boolean;
  /** Keep the history and the logs of a run that found nothing, too. */
  readonly keep: boolean;
  readonly requestSeconds: number;
  readonly settleSeconds: number;
}

const d = defaultOptions;
/** Each option: what the shell gives, what it means, and what holds without it. */
const described = {
  seed: { type: 'string', says: 'the number that plan and faults follow from', otherwise: 'another one each time' },
  servers: { type: 'string', says: 'servers beside each other', otherwise: d.servers },
  buyers: { type: 'string', says: 'buyers, each with a subscriber', otherwise: d.buyers },
  reviewers: { type: 'string', says: 'reviewers', otherwise: d.reviewers },
  services: { type: 'string', says: 'services that record orders and refunds', otherwise: d.services },
  supervisors: { type: 'string', says: 'supervisors; at least one, who reads the end', otherwise: d.supervisors },
  steps: { type: 'string', says: 'steps of each buyer', otherwise: 'as many as the faults need, at least 10' },
  orders: { type: 'string', says: 'orders and refunds of each service', otherwise: d.orders },
  kills: { type: 'string', says: 'servers killed by kill -9', otherwise: d.kills },
  stops: { type: 'string', says: 'servers stopped by SIGSTOP for a while', otherwise: d.stops },
  cuts: { type: 'string', says: 'database connections of a server cut for a while', otherwise: d.cuts },
  restarts: { type: 'string', says: 'PostgreSQL ended at once and started again', otherwise: d.restarts },
  'mail-troubles': { type: 'string', says: 'troubles of the mail server', otherwise: d.mailTroubles },
  sse: { type: 'string', says: 'how many of a hundred subscribers listen by SSE', otherwise: d.ssePercent },
  'no-keys': {
    type: 'boolean',
    says: 'send no Idempotency-Key again',
    otherwise: 'any unknown wish is repeated under its key',
  },
  'no-webhooks': {
    type: 'boolean',
    says: 'register no webhooks',
    otherwise: 'they are sent to a sink of the run’s own',
  },
  bug: { type: 'string', says: 'a planted bug, with the short run under which it shows', otherwise: 'none' },
  'database-url': { type: 'string', says: 'an empty PostgreSQL database', otherwise: 'one of the run’s own' },
  'request-seconds': { type: 'string', says: 'how long a client waits for an answer', otherwise: 3 },
  'settle-seconds': { type: 'string', says: 'how long is waited at the end for what is missing', otherwise: 90 },
  plan: { type: 'boolean', says: 'print the plan and do nothing', otherwise: 'no' },
  check: { type: 'string', says: 'check the history in this file and do nothing else', otherwise: 'no' },
  keep: { type: 'boolean', says: 'keep history and logs even if nothing is wrong', otherwise: 'no' },
  help: { type: 'boolean', says: 'print this', otherwise: 'no' },
} as const;

/** What `--help` prints. */
export const usage = `npm run torture -- [options]

Runs real servers on a real PostgreSQL, breaks them while everybody works, and checks that nothing that was
acknowledged was lost or doubled. docs/torture.md says more.

${Object.entries(described)
  .map(([name, { says, otherwise }]) => `  --${name.padEnd(16)} ${says} (${otherwise})`)
  .join('\n')}
`;

/** Steps of a buyer for each fault, over all buyers: between two faults something has to happen. */
const STEPS_FOR_A_FAULT = 4;

/** Reads the command line. Throws TortureError that says what can't be used. */
export function readOptions(args: readonly string[], anySeed: () => number): TortureOptions {
  const values = parse(args);
  const whole = (name: keyof typeof described, otherwise: number, least = 0) => {
    const value = values[name];
    if (value === undefined) return otherwise;
    const parsed = z.coerce.number().int().min(least).max(1_000_000).safeParse(value);
    if (parsed.success && value !== '') return parsed.data;
    throw new TortureError(`--${name} must be a whole number from ${least}.`);
  };
  const kept = {
    ...d,
    seed: whole('seed', anySeed()),
    servers: whole('servers', d.servers, 1),
    buyers: whole('buyers', d.buyers, 1),
    reviewers: whole('reviewers', d.reviewers),
    services: whole('services', d.services),
    supervisors: whole('supervisors', d.supervisors, 1),
    orders: whole('orders', d.orders),
    kills: whole('kills', d.kills),
    stops: whole('stops', d.stops),
    cuts: whole('cuts', d.cuts),
    restarts: values['database-url'] === undefined ? whole('restarts', d.restarts) : 0,
    mailTroubles: whole('mail-troubles', d.mailTroubles),
    ssePercent: whole('sse', d.ssePercent),
  };
  const faults = kept.kills + kept.stops + kept.cuts + kept.restarts + kept.mailTroubles;
  const needed = Math.ceil((faults * STEPS_FOR_A_FAULT) / kept.buyers);
  const planned = { ...kept, steps: whole('steps', Math.max(d.steps, needed), 1) };
  return {
    planned: values.bug === undefined ? planned : { ...planOptionsFor(findPlant(values.bug)), seed: kept.seed },
    help: values.help === true,
    plan: values.plan === true,
    check: values.check,
    databaseUrl: values['database-url'],
    bug: values.bug,
    keys: values['no-keys'] !== true,
    webhooks: values['no-webhooks'] !== true,
    keep: values.keep === true,
    requestSeconds: whole('request-seconds', 3, 1),
    settleSeconds: whole('settle-seconds', values.bug === undefined ? 90 : 5, 1),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: described }).values;
  } catch (error) {
    throw new TortureError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
