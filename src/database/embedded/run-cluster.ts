import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { connectToCluster } from './connect-to-cluster.ts';
import { findPostmaster, type Postmaster } from './find-postmaster.ts';
import { launchPostmaster, logFileOf, type LaunchPlan } from './launch-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A PostgreSQL that answers, one connection to it, and whether it was running before. */
export interface RunningCluster {
  postmaster: Postmaster;
  connection: Client;
  adopted: boolean;
}

/** Crash recovery replays at most a few gigabytes of its journal; slow disks need minutes for that. */
const PATIENCE_MS = 5 * 60_000;

const UNUSABLE_PID_FILE = /lock file "postmaster\.pid" (already exists|is empty)|bogus data in lock file/;

/**
 * Gets PostgreSQL to run on a cluster: adopts one that an earlier server left there, or starts it, which recovers the
 * data after a crash. Throws what PostgreSQL wrote when it can't start. The caller must own the data folder.
 */
export async function runCluster(
  plan: LaunchPlan,
  password: string,
  log: (line: string) => void,
): Promise<RunningCluster> {
  const deadline = Date.now() + PATIENCE_MS;
  const notice = setTimeout(() => log(`Waiting for PostgreSQL, see ${logFileOf(plan.cluster)}.`), 5000);
  try {
    for (let launched = false; ;) {
      const postmaster = await findPostmaster(plan.cluster);
      if (postmaster) {
        const connection = await connectOrStop(plan.cluster, postmaster, password, deadline, launched);
        if (connection) return { postmaster, connection, adopted: !launched };
      }
      const complaint = await launchPostmaster(plan, deadline);
      launched = complaint === undefined;
      if (complaint !== undefined) await overcome(complaint, plan.cluster, deadline);
      else if (Date.now() > deadline) throw new Error(`PostgreSQL did not start, see ${logFileOf(plan.cluster)}.`);
    }
  } finally {
    clearTimeout(notice);
  }
}

/** One that we launched ourselves and can't use is stopped again; one that was there before is left alone. */
async function connectOrStop(
  cluster: string,
  postmaster: Postmaster,
  password: string,
  deadline: number,
  launched: boolean,
): Promise<Client | undefined> {
  try {
    return await connectToCluster(cluster, postmaster, password, deadline);
  } catch (error) {
    if (launched) await stopPostmaster(cluster, postmaster.pid);
    throw error;
  }
}

/** Clears away what kept PostgreSQL from starting when another try can work, and throws otherwise. */
async function overcome(complaint: string, cluster: string, deadline: number): Promise<void> {
  const canRetry = Date.now() < deadline;
  if (canRetry && complaint.includes('could not create any TCP/IP sockets')) {
    // Another program took the port between our choice and PostgreSQL's start.
    await delay(100);
    return;
  }
  if (canRetry && complaint.includes('pre-existing shared memory block')) {
    // Its killed main process left children; they notice, and end.
    await delay(100);
    return;
  }
  if (canRetry && UNUSABLE_PID_FILE.test(complaint)) {
    // Either a PostgreSQL that a killed server had just launched, which writes the file soon; or the process id is
    // somebody else's by now, or a power cut left half a file.
    await delay(500);
    if (!(await findPostmaster(cluster))) await rm(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  const lastWords = complaint.trim().split('\n').slice(-5).join('\n');
  throw new Error(`PostgreSQL can't start on ${cluster}: ${lastWords || 'it said nothing'}`);
}
