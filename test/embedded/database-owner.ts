import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const script = fileURLToPath(new URL('own-database.ts', import.meta.url));

const messages = z.union([
  z.object({ log: z.string() }),
  z.object({ failed: z.object({ name: z.string(), message: z.string() }) }),
  z.object({
    running: z.object({
      url: z.string(),
      dataLocation: z.string(),
      binariesLocation: z.string(),
      adopted: z.boolean(),
    }),
  }),
]);

type Running = Extract<z.infer<typeof messages>, { running: unknown }>['running'];

/** A process that owns an embedded database. */
export interface DatabaseOwner extends Running {
  dataDir: string;
  process: ChildProcess;
  /** What it said to the operator so far. */
  lines: readonly string[];
  /** Resolves with the next line to the operator. */
  nextLine: () => Promise<string>;
  /** Stops the database, and with it the process. */
  stop: () => Promise<void>;
  /** Ends the process at once, by a signal that leaves the database running. */
  kill: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Thrown when the process could not start its database; carries the name and message of what it threw. */
export class OwnerFailedError extends Error {
  readonly thrown: string;

  constructor(thrown: string, message: string) {
    super(message);
    this.thrown = thrown;
  }
}

/** Starts a process that owns the database of a data folder, as another user or from another script if told so. */
export async function startOwner(
  dataDir: string,
  options: {
    uid?: number;
    gid?: number;
    script?: string;
    detached?: boolean;
    onSpawn?: (child: ChildProcess) => void;
  } = {},
): Promise<DatabaseOwner> {
  const { onSpawn, ...forkOptions } = options;
  const child = fork(options.script ?? script, [dataDir], { ...forkOptions, execArgv: [] });
  onSpawn?.(child);
  const lines: string[] = [];
  const exited = once(child, 'exit');
  const running = await new Promise<Running>((resolve, reject) => {
    child.on('message', (received) => {
      const message = messages.parse(received);
      if ('log' in message) lines.push(message.log);
      if ('running' in message) resolve(message.running);
      if ('failed' in message) reject(new OwnerFailedError(message.failed.name, message.failed.message));
    });
    child.once('exit', (code, signal) => reject(new OwnerFailedError('exit', `ended with ${code ?? signal}`)));
  });
  return {
    ...running,
    dataDir,
    process: child,
    lines,
    async nextLine() {
      await once(child, 'message');
      return lines.at(-1) ?? '';
    },
    async stop() {
      if (child.connected) child.send('stop');
      await exited;
    },
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await exited;
    },
  };
}
