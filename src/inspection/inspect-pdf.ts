import { FileRefusedError } from './file-refused-error.ts';
import { startPdfChild, type PdfChild, type PdfProcessEnd } from './pdf-child.ts';
import type { PdfAnswer, PdfRequest } from './pdf-messages.ts';
import { IMAGE_SIDE, MAX_PIXELS, renderPage, type InspectedPage } from './render-picture.ts';

/** What a file may cost. */
export interface InspectionLimits {
  readonly maxPages: number;
  /** For opening a PDF and rendering all of its pages. */
  readonly maxSeconds: number;
}

/**
 * The pages of a PDF, each rendered by a process of its own that is killed when it takes too long or too much memory. Throws
 * FileRefusedError for what should not or can't be opened, PdfProcessError when nothing could be found out.
 */
export async function* inspectPdf(
  bytes: Buffer,
  { maxPages, maxSeconds }: InspectionLimits,
  signal: AbortSignal,
): AsyncGenerator<InspectedPage> {
  // What has no object at all is no document: no process is needed to see that.
  if (!bytes.includes('obj')) throw new FileRefusedError('UNREADABLE');
  const child = startPdfChild(signal);
  try {
    await child.ready;
    child.limit(maxSeconds * 1000);
    const opened = await ask(
      child,
      { ask: 'Open', bytes: Uint8Array.from(bytes), maxPages, maxPixels: MAX_PIXELS },
      'Opened',
    );
    for (let number = 1; number <= Math.min(opened.pageCount, maxPages); number += 1) {
      yield await renderPage(await ask(child, { ask: 'Page', number, side: IMAGE_SIDE }, 'Page'));
    }
  } finally {
    child.kill();
  }
}

type AnswerOf<K extends PdfAnswer['answer']> = Extract<PdfAnswer, { answer: K }>;

async function ask<K extends PdfAnswer['answer']>(
  child: PdfChild,
  request: PdfRequest,
  wanted: K,
): Promise<AnswerOf<K>> {
  const given = await child.ask(request);
  if (isAnswer(given, wanted)) return given;
  if (typeof given === 'string') throw new FileRefusedError('TOO_COSTLY', { cause: given });
  throw new FileRefusedError(given.answer === 'Refused' ? given.code : 'UNREADABLE');
}

function isAnswer<K extends PdfAnswer['answer']>(given: PdfAnswer | PdfProcessEnd, wanted: K): given is AnswerOf<K> {
  return typeof given !== 'string' && given.answer === wanted;
}
