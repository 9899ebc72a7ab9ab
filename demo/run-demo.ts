import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { chapters } from './chapters/chapters.ts';
import { createDemo } from './demo.ts';
import { DemoError } from './demo-error.ts';
import { findServer } from './find-server.ts';
import { createTranscript } from './transcript.ts';

/** Where the demo looks for the server. An empty setting counts as unset. */
export interface DemoSettings {
  readonly BONAFIDE_URL?: string | undefined;
  readonly PORT?: string | undefined;
  readonly DATA_DIR?: string | undefined;
}

/**
 * Plays the whole story against a running server and writes down what each side sees. Returns the exit code: 0 when all
 * went as expected, else 1, with what did not as the last line.
 */
export async function runDemo(settings: DemoSettings, out: Writable): Promise<number> {
  const transcript = createTranscript(out);
  const url = (settings.BONAFIDE_URL || `http://127.0.0.1:${settings.PORT || '4000'}`).replace(/\/+$/, '');
  const closers: (() => Promise<void>)[] = [];
  try {
    const issuer = await findServer(url, resolve(settings.DATA_DIR || 'data'));
    const demo = await createDemo({ url, issuer, transcript, closers });
    transcript.title(`Bonafide's story, played against ${url} by the people of run ${demo.run}`);
    for (const chapter of chapters) {
      transcript.chapter(chapter.title);
      await chapter.play(demo);
    }
    return 0;
  } catch (error) {
    const text = error instanceof Error ? (error instanceof DemoError ? error.message : error.stack) : String(error);
    transcript.failure(text ?? 'unknown');
    return 1;
  } finally {
    await Promise.all(closers.map((close) => close()));
  }
}
