import { EventEmitter, once } from 'node:events';
import type { Client } from 'graphql-ws';
import { DemoError } from './demo-error.ts';
import type { Operation } from './operation.ts';

/** What a subscription pushes. */
export interface Pushes<T> {
  /** The first push that fits and was not taken yet, now or as soon as it arrives. Throws DemoError after 10 s. */
  take(fits?: (push: T) => boolean): Promise<T>;
  /** How many arrived and were not taken. */
  untaken(): number;
}

const PATIENCE_MS = 10_000;

/** Follows a subscription until the socket is closed. */
export function followPushes<T extends object>(socket: Client, { document, data }: Operation<T>): Pushes<T> {
  const arrived: T[] = [];
  const arrivals = new EventEmitter();
  let fault: unknown;
  const wake = () => arrivals.emit('arrival');
  socket.subscribe(
    { query: document },
    {
      next(push) {
        const parsed = data.safeParse(push.data);
        if (parsed.success) arrived.push(parsed.data);
        else fault = push.errors ?? parsed.error;
        wake();
      },
      error(error) {
        fault = error;
        wake();
      },
      complete: wake,
    },
  );

  return {
    async take(fits = () => true) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        if (fault !== undefined) throw new DemoError(`A subscription failed: ${JSON.stringify(fault)}`);
        const found = arrived.find(fits);
        if (found !== undefined) {
          arrived.splice(arrived.indexOf(found), 1);
          return found;
        }
        await once(arrivals, 'arrival', { signal }).catch(() => {
          throw new DemoError('A push was expected and did not come within 10 seconds.');
        });
      }
    },
    untaken: () => arrived.length,
  };
}
