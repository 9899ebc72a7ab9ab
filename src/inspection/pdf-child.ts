import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pdfAnswer, type PdfAnswer, type PdfRequest } from './pdf-messages.ts';
import { memoryOf } from './process-memory.ts';

/** The process could not be started, or was stopped from outside: nothing is known about the file. */
export class PdfProcessError extends Error {
  override readonly name = 'PdfProcessError';
}

/** How a process ended before it answered. */
export type PdfProcessEnd = 'EXITED' | 'TOO_LONG' | 'TOO_LARGE';

/** A process that opens one PDF. */
export interface PdfChild {
  /** Resolves when it can be asked. Throws PdfProcessError when it can't be started within a minute. */
  readonly ready: Promise<void>;
  /** Asks it; says how it ended when no answer comes. One question at a time. Throws PdfProcessError when it was stopped. */
  ask(request: PdfRequest): Promise<PdfAnswer | PdfProcessEnd>;
  /** From now on it has so many milliseconds for everything. */
  limit(milliseconds: number): void;
  /** Kills it. */
  kill(): void;
}

const LONGEST_START = 60_000;
/** For what is written in JavaScript, in megabytes. */
const HEAP = 384;
/** For all of the process, in bytes: pictures lie outside of the heap. */
const MEMORY = 900 * 1024 * 1024;
const LOOK_EVERY = 100;

const program = fileURLToPath(new URL(`./pdf-process${extname(import.meta.url)}`, import.meta.url));
const packages = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), '..');
const readable = [packages, dirname(import.meta.dirname), join(packages, '..', 'package.json')];

/** Starts a process for one PDF. Aborting the signal kills it. */
export function startPdfChild(signal: AbortSignal): PdfChild {
  const child = fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
    execArgv: [
      `--max-old-space-size=${HEAP}`,
      '--no-warnings',
      '--permission',
      '--allow-addons',
      '--allow-worker',
      ...readable.map((path) => `--allow-fs-read=${path}`),
    ],
  });
  let end: PdfProcessEnd = 'EXITED';
  let isOver = false;
  let limit: NodeJS.Timeout | undefined;
  let hear: ((heard: PdfAnswer | PdfProcessEnd) => void) | undefined;
  const stop = (cause: PdfProcessEnd) => {
    if (!isOver) end = cause;
    child.kill('SIGKILL');
  };
  const kill = () => stop('EXITED');
  const watching = setInterval(() => {
    void memoryOf(child.pid ?? 0).then((bytes) => bytes !== undefined && bytes > MEMORY && stop('TOO_LARGE'));
  }, LOOK_EVERY);
  const finish = () => {
    isOver = true;
    clearInterval(watching);
    clearTimeout(limit);
    signal.removeEventListener('abort', kill);
    hear?.(end);
  };
  child.on('message', (message) => {
    const answer = pdfAnswer.safeParse(message);
    if (answer.success) hear?.(answer.data);
    else kill();
  });
  child.once('exit', finish);
  child.once('error', () => (child.pid === undefined ? finish() : kill()));
  signal.addEventListener('abort', kill);
  if (signal.aborted) kill();

  const heard = async () =>
    new Promise<PdfAnswer | PdfProcessEnd>((resolve) => {
      hear = resolve;
      if (isOver) resolve(end);
    });
  const start = async () => {
    const late = setTimeout(kill, LONGEST_START);
    const first = await heard();
    clearTimeout(late);
    if (typeof first === 'string') throw new PdfProcessError('no process for PDFs could be started');
  };
  return {
    ready: start(),
    async ask(request) {
      const answer = heard();
      if (child.connected) child.send(request, () => undefined);
      const given = await answer;
      if (signal.aborted) throw new PdfProcessError('the process for PDFs was stopped');
      return given;
    },
    limit: (milliseconds) => {
      limit = setTimeout(() => stop('TOO_LONG'), milliseconds);
    },
    kill,
  };
}
