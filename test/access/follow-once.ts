import type { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Follows a subscription until the server refuses it or has taken it, and gives the codes of a refusal; none when it was taken. Nobody signed in is kept out by the socket's close, which counts as UNAUTHENTICATED. */
export async function followOnce(url: string, query: string, token: string | undefined): Promise<unknown[]> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  return new Promise<unknown[]>((resolve) => {
    client.subscribe(
      { query },
      {
        next: ({ errors = [] }) => finish(errors.map(({ extensions }) => extensions?.['code'])),
        error: (reason) =>
          finish(isErrors(reason) ? reason.map(({ extensions }) => extensions['code']) : ['UNAUTHENTICATED']),
        complete: () => finish([]),
      },
    );
    // Refused by its cursor where the first is refused by its role, or later: once it is, the first was taken.
    client.subscribe(
      { query: 'subscription { membershipChanged(after: "bm9uZQ") { __typename } }' },
      { next: () => finish([]), error: () => finish([]), complete: () => undefined },
    );
    function finish(codes: unknown[]) {
      resolve(codes);
      void client.dispose();
    }
  });
}

function isErrors(reason: unknown): reason is readonly GraphQLError[] {
  return Array.isArray(reason);
}
