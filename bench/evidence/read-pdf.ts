import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ReadWord } from '../../src/domain/facts/read-word.ts';

/** The text of a PDF with its places, as the server takes it. */
export async function readPdf(bytes: Buffer): Promise<ReadWord[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise;
  const words: ReadWord[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      const [, , , tall = 0, x = 0, y = 0] = item.transform as number[];
      let start = 0;
      for (const part of item.str.split(/(\s+)/)) {
        const share = item.str.length === 0 ? 0 : item.width / item.str.length;
        if (part.trim() !== '') {
          words.push({
            text: part,
            page: number,
            left: (x + start * share) / width,
            top: (height - y - tall) / height,
            width: (part.length * share) / width,
            height: tall / height,
            middle: (height - y - tall / 2) / height,
            confidence: 100,
          });
        }
        start += part.length;
      }
    }
  }
  await document.destroy();
  return words;
}
