import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** What every virus scanner reports although it harms nobody, in two halves, so that none reports this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A server that speaks clamd's INSTREAM protocol, and finds one virus. */
export interface ClamdDouble {
  readonly url: string;
  /** How many files it was given whole. */
  readonly scanned: number;
  /** From now on it answers nothing until it is let go on; it says when it holds a file. */
  hold(): { readonly holds: Promise<void>; readonly release: () => void };
  close(): Promise<void>;
}

/** Starts one on a free port, or on the one that is given. */
export async function startClamd(port = 0): Promise<ClamdDouble> {
  const sockets = new Set<Socket>();
  let scanned = 0;
  let gate = Promise.resolve();
  let held: (() => void) | undefined;
  const serve = async (socket: Socket) => {
    const file = await readFile(socket);
    scanned += 1;
    held?.();
    await gate;
    const verdict = file.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0';
    socket.end(verdict);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    void serve(socket).catch(() => socket.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens nowhere');
  return {
    url: `tcp://127.0.0.1:${address.port}`,
    get scanned() {
      return scanned;
    },
    hold() {
      const waiting = Promise.withResolvers<void>();
      const { promise: holds, resolve } = Promise.withResolvers<void>();
      gate = waiting.promise;
      held = resolve;
      return {
        holds,
        release: () => {
          held = undefined;
          waiting.resolve();
        },
      };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Reads the command and the chunks up to the empty one; throws for what is not the protocol. */
async function readFile(socket: Socket): Promise<Buffer> {
  const command = Buffer.from('zINSTREAM\0');
  let received = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received = Buffer.concat([received, Buffer.from(chunk)]);
    if (received.length < command.length) continue;
    if (!received.subarray(0, command.length).equals(command)) throw new Error('another command');
    const file = joinChunks(received.subarray(command.length));
    if (file !== undefined) return file;
  }
  throw new Error('the file never ended');
}

function joinChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
