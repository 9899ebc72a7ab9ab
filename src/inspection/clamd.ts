import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Where clamd listens: a host and its port, or a Unix socket's path. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** clamd is away, or could not scan the file: nothing is known about it, and it must not be opened. */
export class ScannerAwayError extends Error {
  override readonly name = 'ScannerAwayError';
}

/** How long clamd may be silent, in milliseconds. */
const PATIENCE = 60_000;
const CHUNK = 64 * 1024;
const LONGEST_ANSWER = 4096;

/** Whether clamd finds malware in a file, asked by its INSTREAM command: chunks with their lengths before them, and one of length 0. Throws ScannerAwayError. */
export async function hasMalware(address: ClamdAddress, bytes: Buffer, signal: AbortSignal): Promise<boolean> {
  const answer = await ask(address, bytes, signal).catch((error: unknown) => {
    throw new ScannerAwayError('clamd could not be asked', { cause: error });
  });
  if (/^stream: OK$/.test(answer)) return false;
  if (/^stream: .+ FOUND$/.test(answer)) return true;
  throw new ScannerAwayError('clamd could not scan the file');
}

async function ask(address: ClamdAddress, bytes: Buffer, signal: AbortSignal): Promise<string> {
  const socket = connect(address);
  const stop = () => socket.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop);
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('clamd is silent')));
  try {
    const answer = read(socket);
    // Whoever refuses a file answers, and hangs up, before all of it is there.
    const sent = send(socket, bytes).catch(() => undefined);
    const text = await answer;
    await sent;
    return text;
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

async function send(socket: Socket, bytes: Buffer): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    socket.write(lengthOf(chunk));
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    if (socket.destroyed) return;
  }
  socket.write(lengthOf(Buffer.alloc(0)));
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

async function read(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    const end = text.indexOf('\0');
    if (end !== -1) return text.slice(0, end);
    if (text.length > LONGEST_ANSWER) break;
  }
  throw new Error('clamd hung up without an answer');
}
