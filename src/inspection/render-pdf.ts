import * as canvas from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from '../domain/inspection.ts';
import { findActiveContent } from './pdf-active-content.ts';
import type { PdfAnswer, PdfRequest } from './pdf-messages.ts';
import { placeText } from './place-text.ts';

// What the library asks the browser for; it would take those of another version of the canvas otherwise.
Object.assign(globalThis, { Path2D: canvas.Path2D, DOMMatrix: canvas.DOMMatrix, ImageData: canvas.ImageData });

/** A PDF whose pages can be asked for. */
export interface OpenedPdf {
  readonly pageCount: number;
  /** Renders a page so that its longer side has so many pixels. */
  page(number: number, side: number): Promise<PdfAnswer>;
}

type Refusal = Extract<PdfAnswer, { answer: 'Refused' }>;
const refuse = (code: Refusal['code']): Refusal => ({ answer: 'Refused', code });

let leftOut = false;
// The one way in which it tells that it left a picture out for its size.
const listen = (...words: readonly unknown[]) => {
  if (words.some((word) => String(word).includes('exceeded maximum allowed size'))) leftOut = true;
};
Object.assign(console, { log: listen, warn: listen, info: listen });

/** Opens a PDF unless it needs a password, would do something by itself, holds files or has too many pages. `folder` is the library's, with a slash at its end. */
export async function openPdf(
  { bytes, maxPages, maxPixels }: Extract<PdfRequest, { ask: 'Open' }>,
  folder: string,
): Promise<OpenedPdf | Refusal> {
  const active = findActiveContent(bytes);
  if (active !== undefined) return refuse(active);
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: maxPixels,
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
    wasmUrl: `${folder}wasm/`,
    iccUrl: `${folder}iccs/`,
    CanvasFactory: Canvases,
    verbosity: 1,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > maxPages) return refuse('TOO_MANY_PAGES');
    if (await document.getJSActions()) return refuse('CONTAINS_SCRIPT');
    if (await document.getAttachments()) return refuse('CONTAINS_FILES');
    return { pageCount: document.numPages, page: (number, side) => renderPage(document, number, side) };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return refuse('PASSWORD_PROTECTED');
    return refuse('UNREADABLE');
  }
}

async function renderPage(document: PDFDocumentProxy, number: number, side: number): Promise<PdfAnswer> {
  const page = await document.getPage(number);
  if (await page.getJSActions()) return refuse('CONTAINS_SCRIPT');
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: side / Math.max(whole.width, whole.height) });
  const width = Math.max(1, Math.round(viewport.width));
  const height = Math.max(1, Math.round(viewport.height));
  const drawing = canvas.createCanvas(width, height);
  leftOut = false;
  await page.render({ canvas: null, canvasContext: drawing.getContext('2d'), viewport }).promise;
  if (leftOut) return refuse('TOO_MANY_PIXELS');
  const pixels = Uint8Array.from(drawing.data());
  const text = await readText(page);
  page.cleanup();
  return { answer: 'Page', number, width, height, pixels, text };
}

async function readText(page: PDFPageProxy): Promise<TextItem[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return placeText(items, viewport);
}

/** Makes the canvases that the library draws parts of a page on. */
class Canvases {
  create(width: number, height: number) {
    const made = canvas.createCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas: made, context: made.getContext('2d') };
  }

  reset(made: { canvas: canvas.Canvas }, width: number, height: number) {
    made.canvas.width = width;
    made.canvas.height = height;
  }

  destroy(made: { canvas: canvas.Canvas | null; context: unknown }) {
    made.canvas = null;
    made.context = null;
  }
}
