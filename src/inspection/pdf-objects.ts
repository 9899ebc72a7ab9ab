import { inflateSync } from 'node:zlib';

/** An object stream may unpack to so many bytes; what is larger is looked at as far as that. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/**
 * The objects of a PDF outside its streams, by their numbers, and whatever its object streams hold: each as its text, strings
 * emptied and names spelled out, so that what it says can be searched without being misled by what it shows. Takes bytes as
 * they come and not what the cross-references call an object, so that nothing is hidden by a damaged one; a number can have
 * several texts. Nothing is thrown: what can't be read is left out.
 */
export function readPdfObjects(bytes: Uint8Array): ReadonlyMap<number, string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const objects = new Map<number, string>();
  const add = (number: number, text: string) => objects.set(number, `${objects.get(number) ?? ''} ${plainText(text)}`);
  const beginning = /(\d{1,10})\s+\d{1,5}\s+obj\b|\btrailer\b/g;
  for (let found = beginning.exec(file); found !== null; found = beginning.exec(file)) {
    const start = found.index + found[0].length;
    const end = endOf(file, start);
    const text = file.slice(start, end.at);
    add(Number(found[1] ?? -1), text);
    beginning.lastIndex = end.next;
    if (!end.isStream || !/\/ObjStm\b/.test(plainText(text))) continue;
    const unpacked = unpack(bytes.subarray(end.streamAt, end.next));
    if (unpacked !== undefined) add(Number(found[1] ?? -1), unpacked);
    for (const [number, inner] of innerObjects(unpacked ?? '', text)) add(number, inner);
  }
  return objects;
}

function endOf(file: string, start: number) {
  const ending = /\bendobj\b|\bstream\r?\n|\bstartxref\b/g;
  ending.lastIndex = start;
  const found = ending.exec(file);
  if (found === null) return { at: file.length, next: file.length, isStream: false, streamAt: file.length };
  const after = found.index + found[0].length;
  if (!found[0].startsWith('stream')) return { at: found.index, next: after, isStream: false, streamAt: after };
  const close = file.indexOf('endstream', after);
  return { at: found.index, next: close === -1 ? file.length : close, isStream: true, streamAt: after };
}

function unpack(stream: Uint8Array): string | undefined {
  try {
    return inflateSync(stream, { maxOutputLength: MOST_UNPACKED }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** An object stream begins with pairs of a number and an offset; `/First` says where the objects begin. */
function innerObjects(unpacked: string, dictionary: string): readonly (readonly [number, string])[] {
  const first = Number(/\/First\s+(\d{1,9})/.exec(dictionary)?.[1] ?? Number.NaN);
  if (Number.isNaN(first)) return [];
  const pairs = [...unpacked.slice(0, first).matchAll(/(\d{1,10})\s+(\d{1,9})/g)].map(
    ([, number, offset]) => [Number(number), first + Number(offset)] as const,
  );
  return pairs.map(([number, start], index) => [number, unpacked.slice(start, pairs[index + 1]?.[1])] as const);
}

/** The text without what stands in strings and comments, and with each name spelled as it is meant: `/J#53` is `/JS`. */
function plainText(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '(') {
      at = endOfString(text, at);
      plain += '()';
    } else if (sign === '%') {
      while (at + 1 < text.length && !/[\r\n]/.test(text.charAt(at + 1))) at += 1;
    } else plain += sign;
  }
  return plain.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
