import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { quarterTurns } from '../../src/domain/facts/quarter-turn.ts';
import type { ReadWord } from '../../src/domain/facts/read-word.ts';
import { createOcrEngine } from '../../src/reading/ocr-engine.ts';
import { perceptualHash } from '../../src/reading/perceptual-hash.ts';
import { readImage } from '../../src/reading/read-image.ts';
import type { Exhibit } from './corpus.ts';
import { readPdf } from './read-pdf.ts';
import { bytesOf } from './render.ts';

const kept = z.object({
  words: z.array(
    z.object({
      text: z.string(),
      page: z.number(),
      left: z.number(),
      top: z.number(),
      width: z.number(),
      height: z.number(),
      middle: z.number(),
      turn: z.literal(quarterTurns),
      confidence: z.number(),
    }),
  ),
  hash: z.string().nullable(),
  /** Of processor time, ours and the recognition's; what the clock says hangs on what else the machine does. */
  processorSeconds: z.number().optional(),
  megabytes: z.number(),
});

/** What was read of an exhibit, with the time it took and the most memory that the recognition held. */
export type Reading = z.infer<typeof kept>;

/** Reads the exhibits that were not read yet, until the time is over, and keeps each. Returns how many are still missing. */
export async function readAll(
  folder: string,
  pages: string,
  exhibits: readonly Exhibit[],
  until: number,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  let missing = exhibits.filter((one) => !existsSync(join(folder, `${one.id}.json`)));
  // On a busy machine a page may take minutes: that is no reason to count it as not read.
  const engine = createOcrEngine({ timeLimit: 300_000 });
  for (const exhibit of missing) {
    if (Date.now() > until) break;
    const bytes = await bytesOf(pages, exhibit).catch(() => undefined);
    if (bytes === undefined) continue;
    const before = ownSeconds() + childrenNow().seconds;
    const words = await wordsOf(exhibit, bytes);
    const children = childrenNow();
    const processorSeconds = Math.max(0, ownSeconds() + children.seconds - before);
    const hash = exhibit.condition === 'pdf' ? null : String(await perceptualHash(bytes));
    const reading: Reading = { words, hash, processorSeconds, megabytes: children.megabytes };
    await writeFile(join(folder, `half-${process.pid}`), JSON.stringify(reading));
    await rename(join(folder, `half-${process.pid}`), join(folder, `${exhibit.id}.json`));
    missing = missing.filter((one) => one !== exhibit);
  }
  engine.close();
  return missing.length;

  async function wordsOf({ condition, document }: Exhibit, bytes: Buffer): Promise<ReadWord[]> {
    if (condition === 'pdf') return readPdf(bytes);
    const language = Object.values(document.claims).some((claim) => /\p{Script=Han}/u.test(claim)) ? 'chi_sim' : 'eng';
    return readImage(engine, { bytes, page: 1, language, patience: Infinity }).catch(() => []);
  }
}

/** What was read of an exhibit. */
export async function readingOf(folder: string, { id }: Exhibit): Promise<Reading> {
  return kept.parse(JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')));
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The most memory that a process which we started held so far, and the time that it has used; zeros where /proc is not there. */
function childrenNow(): { megabytes: number; seconds: number } {
  const none = { megabytes: 0, seconds: 0 };
  if (!existsSync('/proc')) return none;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  return pids
    .map(statusOf)
    .reduce(
      (sum, one) => ({ megabytes: Math.max(sum.megabytes, one.megabytes), seconds: sum.seconds + one.seconds }),
      none,
    );
}

function statusOf(pid: string): { megabytes: number; seconds: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (Number(/^PPid:\s(\d+)$/mu.exec(status)?.[1]) !== process.pid) return { megabytes: 0, seconds: 0 };
    const [, , , , , , , , , , , user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /u, '')
      .split(' ')
      .map(Number);
    // In hundredths of a second, on Linux wherever it runs.
    return { megabytes: Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) / 1024, seconds: (user + system) / 100 };
  } catch {
    // It has ended since.
    return { megabytes: 0, seconds: 0 };
  }
}
