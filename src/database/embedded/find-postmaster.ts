import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** PostgreSQL's main process on a cluster: its process id, and its port on 127.0.0.1. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Whether it says that it accepts connections. */
  isReady: boolean;
}

const run = promisify(execFile);

/** What `postmaster.pid` says, whether that process lives or not. Undefined when there is no such file, or half of one. */
export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  // The lines are defined in PostgreSQL's src/include/utils/pidfile.h.
  const [pid, , , port, , , , status] = text.split('\n');
  if (!Number(pid) || !Number(port)) return undefined;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' };
}

/** The PostgreSQL that runs on a cluster, or undefined. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const noted = await readPostmasterFile(cluster);
  return noted && (await isPostmasterOf(cluster, noted.pid)) ? noted : undefined;
}

/**
 * Whether the process lives and is the PostgreSQL that we started on this cluster. The process id alone isn't enough:
 * after a restart of a machine or container, it may be anybody's, and a copied folder names the original's process.
 */
export async function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    // Readable for every user, and empty for a process that is dead but not yet collected by its parent.
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const [program = '', ...args] = commandLine.split('\0');
    return basename(program) === 'postgres' && args.includes(cluster);
  }
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return `${stdout.trim()} `.includes(` -D ${cluster} `);
}
