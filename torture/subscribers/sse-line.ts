import { createClient } from 'graphql-sse';
import type { Line, LineRequest } from './line.ts';

/** Listens by server-sent events, by the client that our users have. Its reading can't be frozen. */
export function openSseLine({ url, token, document, after, onEvent }: LineRequest): Line {
  const opened = Promise.withResolvers<void>();
  const client = createClient({
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => opened.resolve() },
  });
  let isOver = false;
  const ended = new Promise<string>((resolve) => {
    const end = (why: string) => {
      isOver = true;
      client.dispose();
      opened.resolve();
      resolve(why);
    };
    client.subscribe(
      { query: document, variables: { after } },
      {
        next({ data, errors }) {
          if (isOver) return;
          if (errors) end(`errors: ${errors.map(({ message }) => message).join(' ')}`);
          else onEvent(data);
        },
        error: (error) => end(error instanceof Error ? error.message : 'refused'),
        complete: () => end('the server ended it'),
      },
    );
  });
  return {
    opened: opened.promise,
    ended,
    leave() {
      isOver = true;
      client.dispose();
    },
    freeze: () => undefined,
  };
}
