import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/project-root.ts';

/** One server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Where it listens, once it says so; undefined when it ends before that. */
  readonly listens: Promise<string | undefined>;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<string>;
  signal(signal: NodeJS.Signals): void;
}

/** How a server is started. */
export interface ServerStart {
  readonly env: Readonly<Record<string, string>>;
  /** The planted bug that it runs with; undefined: as it is. */
  readonly bug: string | undefined;
  /** What it writes is added to this file. */
  readonly logFile: string;
}

/** Starts a built server with these variables and no others. */
export function startServerProcess({ env, bug, logFile }: ServerStart): ServerProcess {
  const dist = join(findProjectRoot(), 'dist');
  const planted = bug === undefined ? [] : ['--import', join(dist, 'torture', 'plants', 'plant-bug.js')];
  const child = spawn(process.execPath, [...planted, join(dist, 'src', 'main.js')], {
    env: { PATH: process.env['PATH'] ?? '', ...env, ...(bug === undefined ? {} : { TORTURE_BUG: bug }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stderr.on('data', (chunk: Buffer) => void log.write(chunk));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    log.end();
    return typeof code === 'number' ? `exit code ${code}` : String(signal);
  });
  const listens = new Promise<string | undefined>((resolve) => {
    let greeting = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log.write(chunk);
      greeting = `${greeting}${String(chunk)}`.slice(0, 10_000);
      const [, url] = /^Bonafide listens on (\S+)$/m.exec(greeting) ?? [];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => resolve(undefined));
  });
  return { pid: child.pid ?? 0, listens, ended, signal: (signal) => void child.kill(signal) };
}
