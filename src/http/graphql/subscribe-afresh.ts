import { setTimeout as delay } from 'node:timers/promises';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { isOutage } from './mask-error.ts';

/** How long to wait before an event is executed again that met an outage, in milliseconds. */
const PAUSE = 1000;

/**
 * Like graphql's own subscribe, but each event is executed with a context of its own: what one event read is never shown
 * by the next, and who may see it is asked again. An event that meets an outage is executed again until it is over, so
 * that it is late and not lost.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  freshContext: () => unknown,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream[Symbol.asyncIterator]();
  let isOver = false;
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const event = await source.next();
      if (event.done) return { done: true, value: undefined };
      for (;;) {
        const value = await execute({ ...args, rootValue: event.value, contextValue: freshContext() });
        if (isOver || !value.errors?.some(isOutage)) return { done: false, value };
        await delay(PAUSE, undefined, { ref: false });
      }
    },
    async return() {
      isOver = true;
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}
