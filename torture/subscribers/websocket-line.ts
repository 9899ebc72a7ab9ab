import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Line, LineRequest } from './line.ts';

/** Listens over WebSocket, by the client that our users have. Connecting again is the subscriber's business. */
export function openWebSocketLine({ url, token, document, after, onEvent }: LineRequest): Line {
  let socket: WebSocket | undefined;
  let isOver = false;
  const capture = (opened: WebSocket) => {
    socket = opened;
  };
  class Capturing extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols);
      capture(this);
    }
  }
  const opened = Promise.withResolvers<void>();
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: Capturing,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => opened.resolve() },
  });
  const ended = new Promise<string>((resolve) => {
    const end = (why: string) => {
      isOver = true;
      socket?.terminate();
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
        error: (error) => end(describe(error)),
        complete: () => end('the server ended it'),
      },
    );
  });
  return {
    opened: opened.promise,
    ended,
    leave() {
      isOver = true;
      socket?.terminate();
    },
    freeze(milliseconds) {
      const frozen = socket;
      frozen?.pause();
      setTimeout(() => frozen?.resume(), milliseconds).unref();
    },
  };
}

function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return `closed with ${String(error.code)}`;
  return error instanceof Error ? error.message : 'refused';
}
