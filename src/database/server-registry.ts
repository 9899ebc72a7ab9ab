import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { freeJobs, freeOrphanedJobs, giveJobsBack } from './job-locks.ts';
import { SILENT_SECONDS } from './living-servers.ts';
import { inTransaction, openOwnPool } from './own-pool.ts';
import { createSteadiness } from './steadiness.ts';

/** This process among the servers that share the database: it says that it lives, and frees the jobs of those that don't. */
export interface ServerRegistry {
  /**
   * Resolves once a worker pool may take jobs: only while others know that its server lives, so that whatever it locks is
   * freed should the server die. Resolves as well when the signal is aborted.
   */
  admit(workerId: string, signal: AbortSignal): Promise<void>;
  /** A worker pool has ended: what it still holds is freed as soon as the database can be reached. */
  dismiss(workerId: string): void;
  /** Whether others know that this server lives. */
  isKnown(): boolean;
  /** Gives back what this server's worker pools hold, as if it had not been begun. Gives up after two seconds. */
  giveBack(): Promise<void>;
  /** Takes this server off the list and gives back what it holds. Gives up after two seconds. */
  leave(): Promise<void>;
}

/** How to be registered. */
export interface RegistryOptions {
  readonly url: string;
  readonly version: string;
  readonly onWarning: (message: string) => void;
}

const BEAT_EVERY = 2000;
/** Well below the bound: nobody takes a server for dead that takes itself for alive. */
const TRUSTED_FOR = SILENT_SECONDS * 1000 - 2000;
const PATIENCE = 2000;
const BEATS_A_MINUTE = 30;

/** Registers this process, and beats until it leaves. Its connection is its own, so that a busy server is not taken for a dead one. */
export async function registerServer({ url, version, onWarning }: RegistryOptions): Promise<ServerRegistry> {
  const pool = openOwnPool(url);
  const heard = new EventEmitter<{ beat: [] }>().setMaxListeners(0);
  const steadiness = createSteadiness(SILENT_SECONDS * 1000);
  const over = new AbortController();
  /** The worker pools of this process, and those that have ended whose jobs are yet to be freed. */
  const [workers, ended] = [new Set<string>(), new Set<string>()];
  let id = newId();
  let known: { readonly at: number; readonly workers: ReadonlySet<string> } = { at: -Infinity, workers: new Set() };
  let beats = 0;
  let isUrgent = false;
  let wake: (() => void) | undefined;

  const isKnown = () => performance.now() - known.at < TRUSTED_FOR;
  const hurry = () => {
    isUrgent = true;
    wake?.();
  };

  const beat = async () => {
    const at = performance.now();
    const [told, gone] = [new Set([...workers, ...ended]), [...ended]];
    if (gone.length > 0) await inTransaction(pool, (client) => freeJobs(client, gone));
    let heartbeat = await beatAs(pool, id, told);
    if (heartbeat === undefined) {
      // It is new, or was silent and taken for dead: then it comes back as another.
      id = newId();
      heartbeat = await register(pool, id, told, version);
    }
    for (const workerId of gone) ended.delete(workerId);
    known = { at, workers: told };
    heard.emit('beat');
    beats += 1;
    steadiness.note(at, heartbeat.at.getTime());
    if (!steadiness.isReached(at)) return;
    if (beats % BEATS_A_MINUTE === 0) await inTransaction(pool, freeOrphanedJobs);
    if (heartbeat.silent === 0) return;
    const lost = await inTransaction(pool, (client) => clearAway(client, id));
    if (lost > 0) onWarning(`${lost} silent server(s) were taken off the list, and their jobs freed`);
  };

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, BEAT_EVERY);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (isUrgent || over.signal.aborted) wake();
    });
  const keepBeating = async (first: Promise<void>) => {
    await first;
    while (!over.signal.aborted) {
      await pause();
      isUrgent = false;
      if (!over.signal.aborted) await beat().catch(() => steadiness.lose());
    }
  };
  const sayGoodbye = async () => {
    // A beat that is under way would bring the row back.
    await beating;
    await inTransaction(pool, async (client) => {
      await giveJobsBack(client, [...workers, ...ended]);
      await client.query('delete from server where id = $1', [id]);
    });
    await pool.end();
  };
  const first = beat().catch(() => steadiness.lose());
  const beating = keepBeating(first);
  await first;

  return {
    async admit(workerId, signal) {
      if (!workers.has(workerId)) {
        workers.add(workerId);
        hurry();
      }
      while (!signal.aborted && !(isKnown() && known.workers.has(workerId))) {
        await once(heard, 'beat', { signal }).catch(() => undefined);
      }
    },
    dismiss(workerId) {
      if (workers.delete(workerId)) ended.add(workerId);
      hurry();
    },
    isKnown,
    giveBack: () => impatiently(inTransaction(pool, (client) => giveJobsBack(client, [...workers, ...ended]))),
    async leave() {
      over.abort();
      wake?.();
      await impatiently(sayGoodbye());
    },
  };
}

/** What the database said to a heartbeat: its time, and how many servers are silent. */
interface Heartbeat {
  readonly at: Date;
  readonly silent: number;
}

const heartbeat = `beat_at as at,
  (select count(*)::int from server other where other.beat_at < now() - make_interval(secs => ${SILENT_SECONDS})) as silent`;

async function beatAs(pool: Pool, id: string, workers: ReadonlySet<string>): Promise<Heartbeat | undefined> {
  const text = `update server set beat_at = now(), worker_ids = $2 where id = $1 returning ${heartbeat}`;
  const { rows } = await pool.query<Heartbeat>(text, [id, [...workers]]);
  return rows[0];
}

async function register(pool: Pool, id: string, workers: ReadonlySet<string>, version: string): Promise<Heartbeat> {
  const text = `insert into server (id, worker_ids, version) values ($1, $2, $3) returning ${heartbeat}`;
  const { rows } = await pool.query<Heartbeat>(text, [id, [...workers], version]);
  if (rows[0] === undefined) throw new Error('a server that was just registered is missing');
  return rows[0];
}

/** Takes servers that were silent for too long off the list and frees their jobs; returns how many they were. */
async function clearAway(client: PoolClient, ownId: string): Promise<number> {
  const { rows } = await client.query<{ workers: string[] }>(
    `delete from server where beat_at < now() - make_interval(secs => $1) and id <> $2 returning worker_ids as workers`,
    [SILENT_SECONDS, ownId],
  );
  const lost = rows.flatMap((row) => row.workers);
  if (lost.length > 0) await freeJobs(client, lost);
  return rows.length;
}

async function impatiently(work: Promise<void>): Promise<void> {
  const enough = new AbortController();
  const patience = delay(PATIENCE, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), patience]);
  enough.abort();
}
