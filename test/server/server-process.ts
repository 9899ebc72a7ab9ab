import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { findPostmaster } from '../../src/database/embedded/find-postmaster.ts';
import { stopPostmaster } from '../../src/database/embedded/stop-postmaster.ts';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import { samplePeople } from '../../src/identity-provider/sample-people.ts';
import { findProjectRoot } from '../../src/project-root.ts';
import { isFresh } from '../support/is-fresh.ts';
import { masterKeyOf } from '../support/master-key.ts';

const root = findProjectRoot();

/** A server that was built as `npm run build` does, from the sources as they are now. */
export interface BuiltServer {
  readonly main: string;
  remove(): Promise<void>;
}

/** The server of `npm run build` when that is newer than the sources; else builds it into a folder of its own. */
export async function buildServer(): Promise<BuiltServer> {
  const built = join('dist', 'src', 'main.js');
  if (await isFresh(built, ['src', 'tsconfig.json', 'tsconfig.build.json'])) {
    return { main: join(root, built), remove: async () => undefined };
  }
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'bonafide-build-'));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(tsc, ['-p', join(root, 'tsconfig.build.json'), '--outDir', folder]).catch(() => undefined);
  const main = join(folder, 'src', 'main.js');
  // Types are checked elsewhere: what was emitted is what counts here.
  await access(main);
  return { main, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /**
   * What it says once it listens: where, and where its embedded database keeps its files (empty when it has none).
   * Rejects with what it wrote to stderr when it ends before that.
   */
  readonly greeting: Promise<{ readonly url: string; readonly databaseLocation: string }>;
  /** How it ended: its exit code, or the signal that killed it, and what it wrote. */
  readonly ended: Promise<{ code: number | string; stdout: string; stderr: string }>;
  kill(signal: NodeJS.Signals): void;
}

/** What the system lets a server have. */
export interface ProcessLimits {
  /** No file may grow beyond so many bytes: what a program sees of it is what it sees of a full disk. */
  readonly fileBytes?: number;
}

/** Starts a built server with these variables and no others, but for the key of its database. It, and the database that it leaves, is gone when the test ends. */
export function startProcess(
  { main }: BuiltServer,
  env: Readonly<Record<string, string>>,
  { fileBytes }: ProcessLimits = {},
): ServerProcess {
  const { PATH = '' } = process.env;
  const databaseUrl = env['DATABASE_URL'];
  // POSIX counts file sizes in blocks of 512 bytes.
  const limit = fileBytes === undefined ? '' : `ulimit -f ${Math.floor(fileBytes / 512)} && `;
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, main], {
    env: { PATH, PORT: '0', ...(databaseUrl ? { SECRET_KEY: masterKeyOf(databaseUrl) } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: typeof code === 'number' ? code : String(signal),
    stdout,
    stderr,
  }));
  const greeting = new Promise<{ url: string; databaseLocation: string }>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += String(chunk);
      const [, url] = /^Bonafide listens on (\S+)$/m.exec(stdout) ?? [];
      const [, databaseLocation = ''] = /^ +Database +(.+)$/m.exec(stdout) ?? [];
      if (url !== undefined) resolve({ url, databaseLocation });
    });
    void ended.then(() => reject(new Error(stderr)));
  });
  greeting.catch(() => undefined);

  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    const { databaseLocation } = await greeting.catch(() => ({ databaseLocation: '' }));
    const left = databaseLocation && (await findPostmaster(databaseLocation));
    if (left) await stopPostmaster(databaseLocation, left.pid);
    if (databaseLocation) await rm(dirname(databaseLocation), { recursive: true, force: true });
  });

  return {
    pid: child.pid ?? 0,
    greeting,
    ended,
    kill: (signal) => void child.kill(signal),
  };
}

/** Makes a data folder that is gone when the test ends. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-server-'));
  await chmod(folder, 0o711);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A sample person's token for the servers of a data folder: the buyer's, unless another is named. */
export async function tokenFor(dataDir: string, person = 'buyer'): Promise<string> {
  const found = samplePeople.find(({ key }) => key === person);
  if (found === undefined) throw new Error(`there is no sample person ${person}`);
  return (await (await createDevelopmentIssuer(dataDir)).issue(found)).token;
}
