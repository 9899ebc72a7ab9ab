import { buffer } from 'node:stream/consumers';
import type { Session } from '../database/database.ts';
import { pagesOf, textsOf } from '../database/stores/inspection-store.ts';
import type { ReadWord } from '../domain/facts/read-word.ts';
import { wordsOfText } from '../domain/facts/words-of-text.ts';
import type { MaterialPage } from '../domain/inspection.ts';
import type { Material } from '../domain/material.ts';
import { OcrFailedError, type OcrLanguage } from '../reading/ocr-engine.ts';
import { perceptualHash } from '../reading/perceptual-hash.ts';
import { readImage } from '../reading/read-image.ts';
import type { Deps } from './deps.ts';
import { openDerivedFile } from './material-files.ts';

/** What a material's pages show. */
export interface ReadPages {
  readonly words: readonly ReadWord[];
  /** What the first page looks like from afar. */
  readonly look: bigint | null;
}

/** Only the first pages are looked at: what is asked for stands there. */
const MOST_PAGES = 10;
/** A page of a PDF with less text is a picture with a stamp on it. */
const LEAST_LETTERS = 40;
/** Pictures with fewer pixels hold no text that could be read. */
const LEAST_PIXELS = 40_000;
/** Finders look at no more: a file can hold text without end. */
const MOST_WORDS = 8000;
/** When so many milliseconds have passed, no further page is begun. */
const MOST_TIME = 180_000;

/**
 * Reads the words of an inspected material: the text that a PDF carries, or else what is recognised on the picture of the page.
 * A page that can't be recognised is left out. Throws MaterialFileMissingError when a picture is gone, OcrFailedError when the signal
 * calls it off.
 */
export async function readWords(
  deps: Deps,
  session: Session,
  material: Material,
  language: OcrLanguage,
  signal: AbortSignal,
): Promise<ReadPages> {
  const began = performance.now();
  const pages = (await pagesOf(session, [material.id])).slice(0, MOST_PAGES);
  const texts = await textsOf(session, material.id);
  const words: ReadWord[] = [];
  let look: bigint | null = null;
  for (const page of pages) {
    const text = texts.find((one) => one.page === page.number);
    const written = text === undefined ? [] : wordsOfText(text);
    words.push(...written);
    const isWritten = written.reduce((letters, word) => letters + word.text.length, 0) >= LEAST_LETTERS;
    const isReadable = page.width * page.height >= LEAST_PIXELS && performance.now() - began < MOST_TIME;
    if (page.number > 1 && (isWritten || !isReadable)) continue;
    const bytes = await pictureOf(deps, session, material, page);
    if (page.number === 1) look = await perceptualHash(bytes);
    if (isWritten || !isReadable) continue;
    const recognised = readImage(deps.ocr, { bytes, page: page.number, language, signal });
    words.push(...(await recognised.catch((error: unknown) => nothingOf(error, signal))));
  }
  return { words: words.slice(0, MOST_WORDS), look };
}

async function pictureOf(deps: Deps, session: Session, material: Material, page: MaterialPage): Promise<Buffer> {
  return buffer(await openDerivedFile(deps, session, material.memberId, page.imageKey));
}

function nothingOf(error: unknown, signal: AbortSignal): ReadWord[] {
  if (error instanceof OcrFailedError && !signal.aborted) return [];
  throw error;
}
