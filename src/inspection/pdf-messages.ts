import { z } from 'zod';

/** What the server asks the process that opens a PDF. One answer comes for each. */
export const pdfRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('Open'), bytes: z.instanceof(Uint8Array), maxPages: z.int(), maxPixels: z.number() }),
  z.object({ ask: z.literal('Page'), number: z.int(), side: z.int() }),
]);

/** One such question. */
export type PdfRequest = z.infer<typeof pdfRequest>;

const share = z.number().min(0).max(1);
const side = z.int().min(1).max(4000);

/** What that process answers; it works on a stranger's file, so nothing is taken from it unchecked. */
export const pdfAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('Ready') }),
  z.object({ answer: z.literal('Opened'), pageCount: z.int().min(1) }),
  z.object({
    answer: z.literal('Refused'),
    code: z.enum([
      'PASSWORD_PROTECTED',
      'CONTAINS_SCRIPT',
      'CONTAINS_FILES',
      'TOO_MANY_PAGES',
      'TOO_MANY_PIXELS',
      'UNREADABLE',
    ]),
  }),
  z.object({
    answer: z.literal('Page'),
    number: z.int().min(1),
    width: side,
    height: side,
    pixels: z.instanceof(Uint8Array),
    text: z
      .array(z.object({ text: z.string().max(2000), left: share, top: share, width: share, height: share }))
      .max(10_000),
  }),
]);

/** One such answer. */
export type PdfAnswer = z.infer<typeof pdfAnswer>;
