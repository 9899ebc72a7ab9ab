import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { CloseCode, type Server } from 'graphql-ws';
import { WebSocket } from 'ws';
import { cutOffStalled } from '../cut-off-stalled.ts';
import type { OnFault } from './mask-error.ts';
import type { SubscriberPatience } from './subscriber-patience.ts';

/** What the protocol's hooks are told of a socket. */
export interface CarriedSocket {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** What carries the messages. */
export interface Carrier extends CarriedSocket {
  /** What the socket runs over. */
  readonly connection: Socket;
  readonly patience: SubscriberPatience;
  readonly onFault: OnFault;
}

/** While more bytes than these wait to go out to a client, nothing more is read from it. */
const MOST_UNSENT = 256 * 1024;

/**
 * Carries the messages of graphql-ws over a socket, which ends when its client answers no ping or stops reading. A message
 * is sent once it has gone out, so a subscription works out its next event then. Faults are told to `onFault`; graphql-ws'
 * own carrier writes them to the console as they are.
 */
export function carryMessages<E extends CarriedSocket>(protocol: Server<E>, extra: E, carrier: Carrier): void {
  const { socket, connection, patience, onFault } = carrier;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          // That a message can't go out any more is said by the socket's end.
          if (socket.readyState === WebSocket.OPEN) socket.send(text, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          take(data.toString()).catch((fault: unknown) => {
            onFault(fault);
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
          readAsFastAsItReads(socket, connection);
        });
      },
    },
    extra,
  );
  const stopPings = ping(socket, patience.keepAlive);
  cutOffStalled(connection, patience.unsent, () => socket.terminate());
  socket.on('ping', () => readAsFastAsItReads(socket, connection));
  // What a client sends wrong: ws closes the socket by itself.
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    stopPings();
    closed(code, String(reason)).catch(onFault);
  });
}

/** Asks again and again whether the client is there, and ends the socket when it has not answered before the next time. */
function ping(socket: WebSocket, milliseconds: number): () => void {
  let isThere = true;
  socket.on('pong', () => (isThere = true));
  const timer = setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    return socket.ping();
  }, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

/** Reads no more from a client while its answers pile up: else it could fill the memory by asking and not reading. */
function readAsFastAsItReads(socket: WebSocket, connection: Socket): void {
  if (socket.isPaused || socket.bufferedAmount <= MOST_UNSENT) return;
  socket.pause();
  connection.once('drain', () => socket.resume());
}
