import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Tesseract from 'tesseract.js';
import { z } from 'zod';
import type { OcrAnswer, OcrWord } from './ocr-engine.ts';

// A process of its own, so that neither a crash nor the memory of the recognition touches the server (see ocr-engine.ts).

const question = z.object({
  id: z.number(),
  image: z.instanceof(Uint8Array),
  language: z.enum(['eng', 'chi_sim']),
  layout: z.enum(['PAGE', 'BLOCK', 'SCATTERED']),
});

const { PSM } = Tesseract;
const segmentations = { PAGE: PSM.AUTO, BLOCK: PSM.SINGLE_BLOCK, SCATTERED: PSM.SPARSE_TEXT } as const;

const { resolve } = createRequire(import.meta.url);
const workers = new Map<string, Promise<Tesseract.Worker>>();

/** The worker of a language; its data is read from node_modules, never from a network. */
function workerOf(language: string): Promise<Tesseract.Worker> {
  const langPath = join(dirname(resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int');
  const worker = workers.get(language) ?? loadWorker(language, langPath);
  workers.set(language, worker);
  return worker;
}

async function loadWorker(language: string, langPath: string): Promise<Tesseract.Worker> {
  const options = { langPath, cacheMethod: 'none', errorHandler: () => undefined };
  const worker = await Tesseract.createWorker(language, Tesseract.OEM.LSTM_ONLY, options);
  // Without it, the density is guessed from the letters, with a warning.
  await worker.setParameters({ user_defined_dpi: '300' });
  return worker;
}

async function recognize({ image, language, layout }: z.infer<typeof question>): Promise<OcrWord[]> {
  const worker = await workerOf(language);
  await worker.setParameters({ tessedit_pageseg_mode: segmentations[layout] });
  const { data } = await worker.recognize(Buffer.from(image), {}, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap((line) =>
    line.words.map(({ text, confidence, bbox }) => ({
      text,
      confidence,
      left: bbox.x0,
      top: bbox.y0,
      width: bbox.x1 - bbox.x0,
      height: bbox.y1 - bbox.y0,
    })),
  );
}

process.on('message', (message) => {
  const asked = question.parse(message);
  recognize(asked).then(
    (words) => answer({ id: asked.id, words }),
    () => answer({ id: asked.id, words: null }),
  );
});
process.on('disconnect', () => process.exit());

function answer(message: OcrAnswer): void {
  // Without a listener, a parent that is gone meanwhile would be an uncaught error.
  process.send?.(message, undefined, undefined, () => undefined);
}
