import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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
      confidence: z.number(),
    }),
  ),
  hash: z.string().nullable(),
  seconds: z.number(),
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
  const engine = createOcrEngine();
  for (const exhibit of missing) {
    if (Date.now() > until) break;
    const bytes = await bytesOf(pages, exhibit).catch(() => undefined);
    if (bytes === undefined) continue;
    const began = performance.now();
    const words = await wordsOf(exhibit, bytes);
    const seconds = (performance.now() - began) / 1000;
    const hash = exhibit.condition === 'pdf' ? null : String(await perceptualHash(bytes));
    const reading: Reading = { words, hash, seconds, megabytes: peakOfChildren() };
    await writeFile(join(folder, `half-${process.pid}`), JSON.stringify(reading));
    await rename(join(folder, `half-${process.pid}`), join(folder, `${exhibit.id}.json`));
    missing = missing.filter((one) => one !== exhibit);
  }
  engine.close();
  return missing.length;

  async function wordsOf({ condition, document }: Exhibit, bytes: Buffer): Promise<ReadWord[]> {
    if (condition === 'pdf') return readPdf(bytes);
    const language = Object.values(document.claims).some((claim) => /\p{Script=Han}/u.test(claim)) ? 'chi_sim' : 'eng';
    return readImage(engine, { bytes, page: 1, language }).catch(() => []);
  }
}

/** What was read of an exhibit. */
export async function readingOf(folder: string, { id }: Exhibit): Promise<Reading> {
  return kept.parse(JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')));
}

/** The most memory that a process of ours held so far, in megabytes; 0 where /proc is not there. */
function peakOfChildren(): number {
  if (!existsSync('/proc')) return 0;
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const isOurs = new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(status);
        return isOurs ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024 : 0;
      } catch {
        return 0;
      }
    });
  return Math.round(Math.max(0, ...peaks));
}
