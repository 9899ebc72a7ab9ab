import { readPdfObjects } from './pdf-objects.ts';

/** What runs, or sends something away: no statement needs it. */
const running = /\/(JavaScript|JS|Launch|ImportData|SubmitForm|ResetForm|Rendition|RichMedia|RichMediaExecute|XFA)\b/;
const files = /\/(EmbeddedFiles|EmbeddedFile|FileAttachment|Collection)\b/;
/** What happens by itself when the document, a page or a field is shown: written where it is named, or in an object of its own. */
const byItself = /\/(?:OpenAction|AA)\s*(?:<<|(\d{1,10})\s+\d{1,5}\s+R\b)/g;
const action = /\/S\s*\/(\w+)/g;
/** Where a document opens is no action that does something. */
const harmless = new Set<string | undefined>(['GoTo', 'Named']);

/**
 * What in a PDF would do something when it is opened, or holds other files; undefined when nothing does. A second look
 * beside the one of the library that renders: it reads the bytes and not the structure, so neither a broken
 * cross-reference nor an unused object hides anything.
 */
export function findActiveContent(bytes: Uint8Array): 'CONTAINS_SCRIPT' | 'CONTAINS_FILES' | undefined {
  const objects = readPdfObjects(bytes);
  const texts = [...objects.values()];
  if (texts.some((text) => running.test(text) || actsByItself(text, objects))) return 'CONTAINS_SCRIPT';
  return texts.some((text) => files.test(text)) ? 'CONTAINS_FILES' : undefined;
}

function actsByItself(text: string, objects: ReadonlyMap<number, string>): boolean {
  return [...text.matchAll(byItself)].some(({ index, 1: number }) => {
    const actions = number === undefined ? dictionaryAt(text, text.indexOf('<<', index)) : objects.get(Number(number));
    return [...(actions ?? '').matchAll(action)].some(([, name]) => !harmless.has(name));
  });
}

function dictionaryAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    if (pair !== '<<' && pair !== '>>') continue;
    depth += pair === '<<' ? 1 : -1;
    at += 1;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
