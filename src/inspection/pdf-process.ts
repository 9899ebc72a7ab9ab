// A process of its own for one PDF: started by open-pdf.ts, with little memory, no secrets in its environment, and no
// permission to write, to read outside of the program, or to start anything. It is killed when it takes too long.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openPdf, type OpenedPdf } from './render-pdf.ts';
import { pdfRequest, type PdfAnswer } from './pdf-messages.ts';

// If the server is killed nobody is left to end this process, which may be busy for ever: a thread of its own watches.
const watch = `
  const server = process.ppid;
  setInterval(() => { if (process.ppid !== server) process.kill(process.pid, 'SIGKILL'); }, 500);
`;
new Worker(watch, { eval: true }).unref();

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
let opened: OpenedPdf | undefined;

async function answer(message: unknown): Promise<PdfAnswer> {
  const request = pdfRequest.parse(message);
  if (request.ask === 'Page') return opened?.page(request.number, request.side) ?? refused;
  const result = await openPdf(request, join(folder, '/'));
  if ('answer' in result) return result;
  opened = result;
  return { answer: 'Opened', pageCount: result.pageCount };
}

const refused: PdfAnswer = { answer: 'Refused', code: 'UNREADABLE' };
const tell = (message: PdfAnswer) => process.send?.(message);

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  void answer(message).then(tell, () => tell(refused));
});
tell({ answer: 'Ready' });
