import { setTimeout as delay } from 'node:timers/promises';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { isOutage } from './mask-error.ts';

/** Whoever follows a subscription. */
export interface Subscriber {
  /** What one event is executed with. */
  readonly freshContext: () => unknown;
  /** Whether the sign-in still holds. Rejects while nobody can tell. */
  readonly stillHolds: () => Promise<boolean>;
  /** Ends the connection, since the sign-in holds no longer; the client comes back with a fresh one. */
  readonly dismiss: () => void;
}

/** How long to wait before an event that met an outage is tried again, in milliseconds. */
const PAUSE = 1000;

/**
 * Like graphql's own subscribe, but for each event it is asked again who may see it: whether the sign-in still holds, and
 * by the permissions, in a context of its own, so that what one event read is never shown by the next. An event that meets
 * an outage, of the database or of the identity provider, is tried again until it is over: it is late and not lost. One
 * that finds the sign-in gone is not told; its cursor was not given out, so it comes when the client is back.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  subscriber: Subscriber,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream[Symbol.asyncIterator]();
  let isOver = false;

  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    isOver = true;
    await source.return?.();
    return { done: true, value: undefined };
  };
  /** The event's result; undefined when an outage kept it back. */
  const told = async (event: unknown): Promise<IteratorResult<ExecutionResult, undefined> | undefined> => {
    try {
      if (!(await subscriber.stillHolds())) {
        subscriber.dismiss();
        return await end();
      }
    } catch (fault) {
      if (isOutage(fault)) return undefined;
      throw fault;
    }
    const value = await execute({ ...args, rootValue: event, contextValue: subscriber.freshContext() });
    return value.errors?.some(isOutage) ? undefined : { done: false, value };
  };

  const results: AsyncIterableIterator<ExecutionResult, undefined> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const event = await source.next();
      if (event.done) return { done: true, value: undefined };
      for (;;) {
        const result = await told(event.value);
        if (isOver) return { done: true, value: undefined };
        if (result !== undefined) return result;
        await delay(PAUSE, undefined, { ref: false });
      }
    },
    return: end,
  };
  return results;
}
