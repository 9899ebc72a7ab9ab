import type { Deps } from '../application/deps.ts';
import { SEND_MAIL } from '../application/mail-order.ts';
import { READ_MATERIAL } from '../application/order-reading.ts';
import { registerServer } from '../database/server-registry.ts';
import { DELIVER_WEBHOOK } from '../database/stores/webhook-delivery-store.ts';
import type { Mailer } from '../mail/mailer.ts';
import { createClaimTasks } from './claim-tasks.ts';
import { createDailyTasks } from './daily-tasks.ts';
import { createDeliverWebhook, createWakeWebhooks } from './deliver-webhook.ts';
import { createInspectionTasks } from './inspection-tasks.ts';
import { runJobs, type JobRunner } from './job-runner.ts';
import { createReadMaterial } from './read-material.ts';
import { createSendMail } from './send-mail.ts';

/** What jobs are run with. */
export interface JobsOptions {
  readonly url: string;
  readonly deps: Deps;
  readonly mailer: Mailer;
  /** The domain of Message-IDs. */
  readonly mailDomain: string;
  /** This server's version, which its row shows. */
  readonly version: string;
  readonly onInfo: (message: string) => void;
  readonly onWarning: (message: string) => void;
}

/** How many jobs of one server run at a time, webhooks aside. */
const CONCURRENCY = 4;
/** How many webhooks of one server are sent at a time. */
const WEBHOOKS = 8;
/** How many files of one server are inspected at a time. */
const INSPECTIONS = 2;
/** How many of one server are read at a time: recognition takes one image after the other in any case. */
const READINGS = 1;

/** Registers this server and runs every kind of job: the one list of them. Stopping takes the server off the list again. */
export async function startJobs(options: JobsOptions): Promise<JobRunner> {
  const { url, deps, mailer, mailDomain, version, onWarning } = options;
  const daily = createDailyTasks(deps, options.onInfo);
  const registry = await registerServer({ url, version, onWarning });
  const shared = { url, database: deps.database, registry, onWarning };
  const runners = await Promise.all([
    runJobs({
      ...shared,
      tasks: {
        [SEND_MAIL]: createSendMail({ deps, mailer, domain: mailDomain }),
        ...createClaimTasks(deps),
        ...daily.tasks,
      },
      concurrency: CONCURRENCY,
    }),
    // By themselves, so that a receiver that lets us wait holds no mail up.
    runJobs({
      ...shared,
      tasks: { [DELIVER_WEBHOOK]: createDeliverWebhook(deps), wake_webhooks: createWakeWebhooks(deps) },
      crontab: '* * * * * wake_webhooks',
      concurrency: WEBHOOKS,
    }),
    // By themselves as well: a file may take a minute.
    runJobs({
      ...shared,
      tasks: createInspectionTasks(deps, onWarning),
      crontab: '* * * * * inspect_forgotten',
      concurrency: INSPECTIONS,
    }),
    // And these by themselves, since a page takes seconds of a whole processor.
    runJobs({ ...shared, tasks: { [READ_MATERIAL]: createReadMaterial(deps) }, concurrency: READINGS }),
  ]);
  const jobs: JobRunner = {
    isRunning: () => runners.every((runner) => runner.isRunning()),
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await registry.leave();
    },
  };
  // What is to be done daily can wait for the next start; the server can't.
  await daily.schedule().catch(() => onWarning('what is done every day could not be scheduled'));
  return jobs;
}
