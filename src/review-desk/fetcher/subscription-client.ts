import { createClient, type Client } from 'graphql-ws';
import { signedInAs, type Session } from '../session/session.ts';

const TOKEN_EXPIRED = 4403;
const LONGEST_WAIT_MS = 10_000;

/**
 * The WebSocket for subscriptions, opened with the first and closed with the last. When the token has expired the socket
 * comes back with a fresh one, and when somebody else signs in it comes back as theirs; running subscriptions go on.
 */
export function createSubscriptionClient(session: Session, url: string): Client {
  const client = createClient({
    url,
    // Whoever follows the queue wants it back after any outage.
    retryAttempts: Infinity,
    connectionParams: async () => ({ authorization: await session.authorization() }),
    shouldRetry: (problem) => !isTokenExpired(problem) || session.canRenew(),
    retryWait: async (retries) => {
      // The first try is immediate: it follows a change of person or an expired token more often than an outage.
      if (retries > 0) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT_MS, 250 * 2 ** retries)));
      }
    },
    on: {
      closed: (event) => {
        if (isTokenExpired(event)) session.expire();
      },
    },
  });

  let before = signedInAs(session.get());
  session.subscribe(() => {
    const after = signedInAs(session.get());
    if (after !== before) client.terminate();
    before = after;
  });
  return client;
}

function isTokenExpired(problem: unknown): boolean {
  return problem instanceof CloseEvent && problem.code === TOKEN_EXPIRED;
}
