import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

/** Like graphql's own subscribe, but each event is executed with a context of its own: what one event read is never shown by the next, and who may see it is asked again. */
export async function subscribeAfresh(
  args: ExecutionArgs,
  freshContext: () => unknown,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const event = await source.next();
      if (event.done) return { done: true, value: undefined };
      return { done: false, value: await execute({ ...args, rootValue: event.value, contextValue: freshContext() }) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}
