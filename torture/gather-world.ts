import type { Role } from '../src/domain/actor.ts';
import type { Servers } from './clients/client.ts';
import { signIn, type Person } from './clients/people.ts';
import { startCluster, type Cluster } from './cluster/cluster.ts';
import { createRandom } from './random.ts';
import { startMailTroubleSink, type MailTroubleSink } from './sinks/mail-sink.ts';
import { registerWebhooks } from './sinks/register-webhooks.ts';
import { startWebhookSink } from './sinks/webhook-sink.ts';
import type { TortureRun } from './torture-run.ts';

/** All that a run takes place in. */
export interface World {
  readonly cluster: Cluster;
  readonly servers: Servers;
  readonly mails: MailTroubleSink;
  readonly buyers: readonly Person[];
  readonly reviewers: readonly Person[];
  readonly services: readonly Person[];
  readonly supervisors: readonly Person[];
  /** Lets everybody stop asking: something has failed. */
  abort(): void;
}

/** Starts servers and sinks, and signs everybody in. What has to be closed at the end goes to `closers`. */
export async function gatherWorld(run: TortureRun, closers: (() => Promise<void>)[]): Promise<World> {
  const { plan, folder, database, history, bug } = run;
  const mails = await startMailTroubleSink(history);
  closers.push(() => mails.close());
  const cluster = await startCluster({ folder, servers: plan.servers, database, smtpUrl: mails.url, bug, history });
  closers.push(() => cluster.close());

  const servers: Servers = { addresses: () => cluster.seats.map((seat) => seat.address()) };
  const { requestPatience: patience, keysAreKnown } = run;
  const aborted = new AbortController();
  const options = { cluster, servers, history, seed: plan.seed, patience, keysAreKnown, signal: aborted.signal };
  const meet = async (plans: readonly { readonly name: string }[], role: Role) =>
    Promise.all(plans.map(({ name }) => signIn(options, name, role)));
  const services = await meet(plan.services, 'SERVICE');
  if (run.webhooks) await receiveWebhooks(run, cluster, services[0]?.token ?? '', closers);
  return {
    cluster,
    servers,
    mails,
    buyers: await meet(plan.buyers, 'BUYER'),
    reviewers: await meet(plan.reviewers, 'REVIEWER'),
    services,
    supervisors: await meet(plan.supervisors, 'SUPERVISOR'),
    abort: () => aborted.abort(),
  };
}

async function receiveWebhooks(
  { history, plan }: TortureRun,
  cluster: Cluster,
  token: string,
  closers: (() => Promise<void>)[],
): Promise<void> {
  const sink = await startWebhookSink(history, createRandom(plan.seed).fork('webhooks'));
  closers.push(() => sink.close());
  sink.trust(await registerWebhooks(cluster.seats[0]?.address() ?? '', token, sink.url));
}
