import { setTimeout as delay } from 'node:timers/promises';
import type { History } from '../history/history.ts';
import type { DatabaseWay } from './database-way.ts';
import { TortureError } from '../torture-error.ts';
import { startServerProcess, type ServerProcess, type ServerStart } from './server-process.ts';

/** A place among the servers: whoever dies in it is started again, as a service manager does. */
export interface ServerSeat {
  readonly index: number;
  /** Where the last one of this seat listened; it may be dead by now. */
  address(): string | undefined;
  /** Whether one listens here right now. */
  readonly isUp: boolean;
  /** Resolves at once, or as soon as one listens here. */
  untilUp(): Promise<void>;
  /** Resolves once the first one listens. Throws TortureError when it ends before: it can't be started at all. */
  readonly started: Promise<void>;
  /** kill -9; the next one is started so many milliseconds after. */
  kill(pause: number): void;
  /** Stops the process where it is until the returned function lets it go on. */
  freeze(): () => void;
  readonly way: DatabaseWay;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** How long a seat stays empty when its server ended by itself, in milliseconds. */
const PAUSE = 300;

interface Now {
  process: ServerProcess | undefined;
  address: string | undefined;
  isClosed: boolean;
  isListening: boolean;
  /** How the nemesis killed the current one. */
  kill: { readonly pause: number } | undefined;
}

/** Takes a seat and starts its first server. */
export function takeSeat(
  index: number,
  way: DatabaseWay,
  start: ServerStart,
  history: Pick<History, 'add'>,
): ServerSeat {
  const now: Now = { process: undefined, address: undefined, isClosed: false, isListening: false, kill: undefined };
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => undefined);
  let up = Promise.withResolvers<void>();

  const live = async () => {
    while (!now.isClosed) {
      const current = startServerProcess(start);
      now.process = current;
      const url = await current.listens;
      if (url !== undefined) {
        [now.address, now.isListening] = [url, true];
        history.add({ entry: 'LISTENS', server: index, url });
        first.resolve();
        up.resolve();
        up = Promise.withResolvers();
      }
      const how = await current.ended;
      first.reject(new TortureError(`A server does not start (${how}): see ${start.logFile}.`));
      const { kill } = now;
      [now.isListening, now.process, now.kill] = [false, undefined, undefined];
      const asked = kill !== undefined || now.isClosed;
      history.add({ entry: 'ENDED', server: index, asked, listened: url !== undefined, how });
      if (!now.isClosed) await delay(kill?.pause ?? PAUSE);
    }
  };
  const life = live();

  return {
    index,
    way,
    get isUp() {
      return now.isListening;
    },
    address: () => now.address,
    started: first.promise,
    async untilUp() {
      while (!now.isClosed && !now.isListening) await up.promise;
    },
    kill(pause) {
      [now.kill, now.isListening] = [{ pause }, false];
      now.process?.signal('SIGKILL');
    },
    freeze() {
      const frozen = now.process;
      frozen?.signal('SIGSTOP');
      return () => frozen?.signal('SIGCONT');
    },
    async close() {
      now.isClosed = true;
      up.resolve();
      now.process?.signal('SIGKILL');
      await life;
      await way.close();
    },
  };
}
