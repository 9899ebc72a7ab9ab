import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** One message of the protocol, as it arrived. */
const message = z.object({ type: z.string(), id: z.string().optional(), payload: z.unknown().optional() });

/** One message of the protocol `graphql-transport-ws`. */
export type SocketMessage = z.infer<typeof message>;

/** How a socket ended. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
}

/** A bare socket, for what no proper client would do. */
export interface BareSocket {
  /** Sends a message as JSON, or a text as it is. */
  send(content: object | string): void;
  /** Sends `connection_init` and waits for the answer. */
  init(token?: string): Promise<SocketMessage>;
  /** Asks for an operation; its answers bear the id. */
  subscribe(id: string, query: string, variables?: Readonly<Record<string, unknown>>): void;
  /** The next message that bears the id; those of others are kept for later. */
  next(id?: string): Promise<SocketMessage>;
  /** Resolves when the server, or the client, ends the socket. */
  readonly ended: Promise<SocketEnd>;
  close(): void;
}

/** Opens a socket to a server's `/graphql`. Rejects with an error whose message has the status when the server refuses to. */
export async function openSocket(url: string, origin?: string): Promise<BareSocket> {
  const address = `${url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(address, 'graphql-transport-ws', origin === undefined ? {} : { origin });
  const arrived: SocketMessage[] = [];
  const waiting = new Set<() => void>();
  const ended = new Promise<SocketEnd>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('message', (data: Buffer) => {
    arrived.push(message.parse(JSON.parse(data.toString())));
    for (const wake of waiting) wake();
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);

  const send = (content: object | string) =>
    socket.send(typeof content === 'string' ? content : JSON.stringify(content));
  const next = async (id?: string): Promise<SocketMessage> => {
    for (;;) {
      const index = arrived.findIndex((one) => one.id === id);
      const [found] = index < 0 ? [] : arrived.splice(index, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  };
  return {
    send,
    next,
    ended,
    init(token) {
      send({ type: 'connection_init', payload: token === undefined ? {} : { authorization: `Bearer ${token}` } });
      return next();
    },
    subscribe: (id, query, variables = {}) => send({ id, type: 'subscribe', payload: { query, variables } }),
    close: () => socket.close(),
  };
}
