import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';

/** The languages whose data is there: English, and simplified Chinese. */
export type OcrLanguage = 'eng' | 'chi_sim';

/** One word as it was recognised, in pixels of the image; `confidence` from 0 to 100. */
export interface OcrWord {
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where text is sought: in columns and paragraphs, in lines from one side to the other, or anywhere, as on a sign over a shop. */
export type OcrLayout = 'PAGE' | 'BLOCK' | 'SCATTERED';

/** How an image is recognised. */
export interface OcrManner {
  /** PAGE without it. */
  readonly layout?: OcrLayout;
  readonly signal?: AbortSignal | undefined;
}

/** What the process answers; null when it could not recognise anything because of a fault. */
export interface OcrAnswer {
  readonly id: number;
  readonly words: readonly OcrWord[] | null;
}

/** Recognises text in images, one at a time. */
export interface OcrEngine {
  /**
   * The words of an image (PNG bytes). Throws OcrFailedError when the recognition crashed, took longer than the limit or was
   * called off; the next image is recognised all the same.
   */
  recognize(image: Uint8Array, language: OcrLanguage, manner?: OcrManner): Promise<readonly OcrWord[]>;
  /** Ends the process; what is under way fails. */
  close(): void;
}

/** Thrown when an image could not be recognised. */
export class OcrFailedError extends Error {
  override readonly name = 'OcrFailedError';
}

/** How an engine works. */
export interface OcrEngineOptions {
  /** The longest that one image takes, in milliseconds; 60,000 without it. */
  readonly timeLimit?: number;
  /** After how many milliseconds without work the process ends and gives its memory back; 60,000 without it. */
  readonly idleLimit?: number;
  /** The module that the process runs; for tests. */
  readonly module?: string;
}

const MODULE = join(import.meta.dirname, `ocr-process${extname(import.meta.filename)}`);

/** Makes an engine. Its process is started by the first image, and again after a crash; it holds a few hundred megabytes. */
export function createOcrEngine(options: OcrEngineOptions = {}): OcrEngine {
  const { timeLimit = 60_000, idleLimit = 60_000, module = MODULE } = options;
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const end = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };

  const start = () => {
    const started = fork(module, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      // It needs none of the server's secrets.
      env: {},
    });
    // Nobody waits for it alone: the server may end while it is idle.
    started.unref();
    started.channel?.unref();
    started.on('exit', () => {
      if (child === started) child = undefined;
    });
    // A process that can't be started, or be reached any more, has ended: whoever asks hears of it by `exit` or by the limit.
    started.on('error', () => started.kill('SIGKILL'));
    return started;
  };

  async function ask(image: Uint8Array, language: OcrLanguage, { layout = 'PAGE', signal }: OcrManner) {
    if (signal?.aborted) throw new OcrFailedError('called off');
    clearTimeout(idle);
    const asked = (child ??= start());
    const id = (lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<readonly OcrWord[]>();
    const fail = (why: string) => reject(new OcrFailedError(why));
    const onMessage = (answer: OcrAnswer) => {
      if (answer.id !== id) return;
      if (answer.words === null) fail('not recognised');
      else resolve(answer.words);
    };
    const onExit = () => fail('the process ended');
    const onAbort = () => fail('called off');
    const limit = setTimeout(() => fail('took too long'), timeLimit);
    asked.on('message', onMessage).on('exit', onExit).on('error', onExit);
    signal?.addEventListener('abort', onAbort);
    asked.ref();
    asked.send({ id, image, language, layout }, (error) => error && fail('the process could not be reached'));
    try {
      return await promise;
    } catch (error) {
      // What is under way there can't be stopped otherwise, and what crashed once is not to be trusted.
      end();
      throw error;
    } finally {
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
      asked.off('message', onMessage).off('exit', onExit).off('error', onExit);
      asked.unref();
      idle = setTimeout(end, idleLimit).unref();
    }
  }

  return {
    recognize(image, language, manner = {}) {
      const asked = queue.then(() => ask(image, language, manner));
      queue = asked.catch(() => undefined);
      return asked;
    },
    close: end,
  };
}
