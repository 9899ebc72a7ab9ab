import type { FetcherParams } from '@graphiql/toolkit';
import type { Client, FormattedExecutionResult } from 'graphql-ws';

/** A subscription's events, one by one; where the socket closes for good, the error says so in a sentence. */
export function subscriptionEvents(
  client: Client,
  params: FetcherParams,
): AsyncIterableIterator<FormattedExecutionResult> {
  const { query, operationName, variables } = params;
  const events = client.iterate<Record<string, unknown>, Record<string, unknown>>({
    query,
    operationName,
    variables: isFields(variables) ? variables : null,
  });
  // Not an async generator: its `return` would wait for the next event, and stopping has to work at once.
  return {
    next: async () => {
      try {
        return await events.next();
      } catch (problem) {
        throw inWords(problem);
      }
    },
    return: async () => (await events.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function inWords(problem: unknown): unknown {
  if (!(problem instanceof CloseEvent)) return problem;
  return { message: `The server closed the socket: ${problem.code} ${problem.reason}`.trim() };
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
