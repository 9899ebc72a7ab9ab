import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ReadWord } from '../../src/domain/facts/read-word.ts';
import { wordsOfText } from '../../src/domain/facts/words-of-text.ts';
import { placeText } from '../../src/inspection/place-text.ts';

/** The text of a PDF with its places, as the server takes it. */
export async function readPdf(bytes: Buffer): Promise<ReadWord[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise;
  const words: ReadWord[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const opened = await document.getPage(page);
    const { items } = await opened.getTextContent();
    words.push(...wordsOfText({ page, items: placeText(items, opened.getViewport({ scale: 1 })) }));
  }
  await document.destroy();
  return words;
}
