import { tidyWord, type ReadWord } from '../domain/facts/read-word.ts';
import { OcrFailedError, type OcrEngine, type OcrLanguage, type OcrWord } from './ocr-engine.ts';
import { prepareImage, type PreparedImage } from './prepare-image.ts';

/** What is known of an image before it is read. */
export interface ImageToRead {
  readonly bytes: Uint8Array;
  /** The page whose image it is, from 1. */
  readonly page: number;
  /** Tried first; the other one is, when the first makes little of the page. */
  readonly language: OcrLanguage;
  readonly signal?: AbortSignal | undefined;
}

/** A page that is well recognised has words of this confidence on average. */
const SURE = 82;
/** Noise is told from words by it; dashes, of which it is never sure, are not. */
const LEAST_CONFIDENCE = 25;
const DASH = /^[-–—~:]+$/u;

/**
 * Reads the words of an image. The language that suits its script, and whether evening the light helps, are found by trying, at
 * most three times: recognising both languages at once takes far longer. Throws OcrFailedError when no try went through, or
 * sharp's error when the bytes can't be decoded.
 */
export async function readImage(
  engine: OcrEngine,
  { bytes, page, language, signal }: ImageToRead,
): Promise<ReadWord[]> {
  const prepared = await prepareImage(bytes);
  const other = language === 'eng' ? 'chi_sim' : 'eng';
  let best: readonly OcrWord[] = [];
  let bestWay = prepared.ways[0];
  let lastFailure: OcrFailedError | undefined;
  for (const [way, tried] of [
    [prepared.ways[0], language],
    [prepared.ways[1], language],
    [undefined, other],
  ] as const) {
    const image = await (way ?? bestWay)?.();
    if (image === undefined) break;
    const words = await engine.recognize(image, tried, signal).catch((error: unknown) => {
      if (!(error instanceof OcrFailedError) || signal?.aborted) throw error;
      lastFailure = error;
      return [];
    });
    if (sureness(words) > sureness(best)) [best, bestWay] = [words, way ?? bestWay];
    if (sureness(best) >= SURE) break;
  }
  if (best.length === 0 && lastFailure !== undefined) throw lastFailure;
  return best
    .filter(({ text, confidence }) => confidence >= LEAST_CONFIDENCE || DASH.test(text))
    .map((word) => placed(word, prepared, page));
}

/** The mean confidence, by length. */
function sureness(words: readonly OcrWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
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
  };
}
