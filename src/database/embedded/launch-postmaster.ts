import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readPostmasterFile } from './find-postmaster.ts';
import { programIn, type Binaries } from './installed-binaries.ts';
import { spawnOptionsFor, type ServerUser } from './server-user.ts';

/** A cluster, and what is needed to run PostgreSQL on it. */
export interface LaunchPlan {
  cluster: string;
  binaries: Binaries;
  user: ServerUser | undefined;
  /** PostgreSQL's own settings, by name. */
  settings: Readonly<Record<string, string>>;
  /** The port that it must have, since clients know it by that; undefined: any that is free. */
  port?: number | undefined;
}

/** Only what happens to the server is written: a failing statement and its values can hold personal data. */
const LOG_SETTINGS = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  lc_messages: 'C',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * Starts PostgreSQL in a session of its own, where a terminal's Ctrl-C doesn't reach it, on a port of 127.0.0.1.
 * Answers undefined when it is up (or the deadline, in milliseconds since 1970, is reached while it lives), and what
 * it wrote when it gave up. Its output goes to `postgres.log` beside the cluster; the one before is kept.
 */
export async function launchPostmaster(plan: LaunchPlan, deadline: number): Promise<string | undefined> {
  const settings = {
    ...LOG_SETTINGS,
    ...plan.settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(plan.port ?? (await findFreePort())),
  };
  const logPath = logFileOf(plan.cluster);
  await rename(logPath, `${logPath}.previous`).catch(() => undefined);
  const output = await open(logPath, 'a', 0o600);
  try {
    const child = spawn(
      programIn(plan.binaries, 'postgres'),
      ['-D', plan.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...spawnOptionsFor(plan.user), detached: true, stdio: ['ignore', output.fd, output.fd] },
    );
    await once(child, 'spawn');
    child.unref();
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) return await readFile(logPath, 'utf8');
      const noted = await readPostmasterFile(plan.cluster);
      if (noted?.pid === child.pid && noted?.isReady) return undefined;
      await delay(10);
    }
    return undefined;
  } finally {
    await output.close();
  }
}

/** The file that PostgreSQL writes its messages to. */
export function logFileOf(cluster: string): string {
  return join(dirname(cluster), 'postgres.log');
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
