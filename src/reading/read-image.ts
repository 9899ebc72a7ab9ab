import { quarterTurns } from '../domain/facts/quarter-turn.ts';
import { tidyWord, type ReadWord } from '../domain/facts/read-word.ts';
import { OcrFailedError, type OcrEngine, type OcrLanguage, type OcrLayout, type OcrWord } from './ocr-engine.ts';
import type { GreyImage } from './flatten-light.ts';
import { openPage, preparePage, type PreparedImage } from './prepare-image.ts';

/** What is known of an image before it is read. */
export interface ImageToRead {
  readonly bytes: Uint8Array;
  /** The page whose image it is, from 1. */
  readonly page: number;
  /** Tried first; the other one is, when the first makes little of the page. */
  readonly language: OcrLanguage;
  readonly signal?: AbortSignal | undefined;
  /** After so many milliseconds no further try is begun; 120,000 without it. */
  readonly patience?: number;
}

/** A page that is well recognised has words of this confidence on average. */
const SURE = 82;
/** What has less is not what stands there: the page is turned, holds a few letters only, or can't be recognised at all. */
const LOST = 55;
/** A small version tells how a page is turned, in a fraction of the time; of a noisy page it is what is read best. */
const SMALL_PIXELS = 1_000_000;
/** Words of this confidence, and of two letters or more (but for Chinese), are what stands there. */
const CLEAR = 70;
/** A Chinese character says as much as so many letters, and is misread as about as many. */
const HAN_WEIGHT = 2;
/** A page of fewer clear letters may hold more than was seen, however sure those are. */
const FEW_LETTERS = 24;
/** A page that is turned has as many clear letters, and half as many again as on any side that was tried before. */
const LEAST_CLEAR = 6;
const CLEARER = 1.5;
/** Noise is told from words by it; dashes, of which it is never sure, are not. */
const LEAST_CONFIDENCE = 25;
const HAN = /\p{Script=Han}/gu;
const DASH = /^[-–—~:]+$/u;

/** How one try goes about it. */
interface Manner {
  readonly language: OcrLanguage;
  readonly layout: OcrLayout;
  /** Which of the ways in which the page was made ready. */
  readonly way: number;
}

/** What one try recognised. */
interface Recognised {
  readonly prepared: PreparedImage;
  readonly manner: Manner;
  readonly words: readonly OcrWord[];
}

/**
 * Reads the words of an image. The language that suits its script, whether evening the light helps, and, when little is recognised,
 * whether the page was turned by a quarter or a half, are found by trying: recognising both languages at once takes far longer.
 * Throws OcrFailedError when no try went through, or sharp's error when the bytes can't be decoded.
 */
export async function readImage(
  engine: OcrEngine,
  { bytes, page: number, language, signal, patience = 120_000 }: ImageToRead,
): Promise<ReadWord[]> {
  const began = performance.now();
  let lastFailure: OcrFailedError | undefined;
  const attempt = async (prepared: PreparedImage, manner: Manner): Promise<Recognised> => {
    const image = performance.now() - began < patience ? await prepared.ways[manner.way]?.() : undefined;
    if (image === undefined) return { prepared, manner, words: [] };
    const asked = engine.recognize(image, manner.language, { layout: manner.layout, signal });
    const words = await asked.catch((error: unknown) => {
      if (!(error instanceof OcrFailedError) || signal?.aborted) throw error;
      lastFailure = error;
      return [];
    });
    return { prepared, manner, words };
  };

  const page = await openPage(bytes);
  const usual: Manner = { language, layout: 'PAGE', way: 0 };
  let best = await attempt(await preparePage(page), usual);
  if (sureness(best) < LOST) {
    const small = await readSmall((turned) => attempt(turned, { ...usual, layout: 'SCATTERED' }), page);
    const { turn } = small.prepared;
    const again = await (turn === 0
      ? attempt(small.prepared, { ...usual, layout: 'BLOCK' })
      : attempt(await preparePage(page, { turn }), usual));
    best = [small, again].reduce(clearer, best);
  }
  if (!isSure(best)) best = better(best, await attempt(best.prepared, { ...best.manner, way: 1 }));
  if (!isSure(best)) {
    const other: OcrLanguage = language === 'eng' ? 'chi_sim' : 'eng';
    best = better(best, await attempt(best.prepared, { ...best.manner, language: other }));
  }
  const { prepared, words } = best;
  if (words.length === 0 && lastFailure !== undefined) throw lastFailure;
  return words
    .filter(({ text, confidence }) => confidence >= LEAST_CONFIDENCE || DASH.test(text))
    .map((word) => placed(word, prepared, number));
}

/** Tries a small version of a page on each side, and gives the one on which most can be read: upright, unless another is clearly better. */
async function readSmall(attempt: (prepared: PreparedImage) => Promise<Recognised>, page: GreyImage) {
  const [first, ...others] = quarterTurns;
  let best = await attempt(await preparePage(page, { turn: first, mostPixels: SMALL_PIXELS }));
  for (const turn of others) {
    if (sureness(best) >= LOST && clearLetters(best) >= LEAST_CLEAR) break;
    const small = await attempt(await preparePage(page, { turn, mostPixels: SMALL_PIXELS }));
    if (clearLetters(small) >= Math.max(LEAST_CLEAR, CLEARER * clearLetters(best))) best = small;
  }
  return best;
}

function clearer(one: Recognised, other: Recognised): Recognised {
  return clearLetters(other) > clearLetters(one) ? other : one;
}

/**
 * The one of which more can be used. Clear letters alone would take a try that also sees letters in the noise, and the mean
 * confidence alone one that sees three letters, and sees them well: neither is what stands there.
 */
function better(one: Recognised, other: Recognised): Recognised {
  return worth(other) > worth(one) ? other : one;
}

function worth(tried: Recognised): number {
  return clearLetters(tried) * sureness(tried);
}

function isSure(tried: Recognised): boolean {
  return sureness(tried) >= SURE && clearLetters(tried) >= FEW_LETTERS;
}

/** The letters that were recognised beyond doubt; none on a page that lies on its side. */
function clearLetters({ words }: Recognised): number {
  if (liesOnItsSide(words)) return 0;
  return words.reduce((sum, { text, confidence }) => {
    if (confidence < CLEAR) return sum;
    const han = text.match(HAN)?.length ?? 0;
    return text.length > 1 || han > 0 ? sum + text.length + han * (HAN_WEIGHT - 1) : sum;
  }, 0);
}

/** The mean confidence, by length; none on a page that lies on its side. */
function sureness({ words }: Recognised): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  if (letters === 0 || liesOnItsSide(words)) return 0;
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
}

/** Lines that run up or down are recognised, now and then, but their rows are lost. */
function liesOnItsSide(words: readonly OcrWord[]): boolean {
  const long = words.filter(({ text, confidence }) => text.length > 2 && confidence >= CLEAR);
  return long.filter(({ width, height }) => height > width).length > long.length / 2;
}

function placed(word: OcrWord, prepared: PreparedImage, page: number): ReadWord {
  const [x, y] = [word.left + word.width / 2, word.top + word.height / 2];
  const centre = prepared.toPage(x, y);
  const [width, height] = [word.width / prepared.pageWidth, word.height / prepared.pageHeight];
  return {
    text: tidyWord(word.text),
    confidence: word.confidence,
    page,
    left: centre.x - width / 2,
    top: centre.y - height / 2,
    width,
    height,
    middle: y / prepared.pageHeight,
    turn: prepared.turn,
  };
}
