import type { TextItem } from '../domain/inspection.ts';

/** A rectangle of a page, as pdfjs-dist describes it. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** From the page's own space to this rectangle, whose origin is the upper left corner. */
  readonly transform: readonly number[];
}

/** More than a page of print has; what follows is left out. */
const MOST_ITEMS = 10_000;
const LONGEST = 2000;

/** Where the pieces of a page's text stand, as shares of the page; pieces without any letter, and what has no place on it, are left out. */
export function placeText(items: readonly unknown[], viewport: Viewport): TextItem[] {
  return items
    .filter(isPiece)
    .flatMap((piece) => place(piece, viewport) ?? [])
    .slice(0, MOST_ITEMS);
}

interface Piece {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
}

function isPiece(item: unknown): item is Piece {
  return (
    typeof item === 'object' &&
    item !== null &&
    'str' in item &&
    typeof item.str === 'string' &&
    'width' in item &&
    typeof item.width === 'number' &&
    'transform' in item &&
    Array.isArray(item.transform)
  );
}

function place({ str, width, transform }: Piece, viewport: Viewport): TextItem | undefined {
  const text = str.trim().slice(0, LONGEST);
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = multiply(viewport.transform, transform);
  const along = Math.hypot(a, b) || 1;
  // A piece can stand at any angle: along its line, and up from it.
  const line = [(a / along) * width, (b / along) * width] as const;
  const corners = [
    [x, y],
    [x + line[0], y + line[1]],
    [x + c, y + d],
    [x + line[0] + c, y + line[1] + d],
  ] as const;
  const horizontal = corners.map(([left]) => left / viewport.width);
  const vertical = corners.map(([, top]) => top / viewport.height);
  if (text === '' || ![...horizontal, ...vertical].every(Number.isFinite)) return undefined;
  const left = clamp(Math.min(...horizontal));
  const top = clamp(Math.min(...vertical));
  const item = {
    text,
    left,
    top,
    width: clamp(Math.max(...horizontal)) - left,
    height: clamp(Math.max(...vertical)) - top,
  };
  return item.width === 0 || item.height === 0 ? undefined : item;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function multiply(outer: readonly number[], inner: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = outer;
  const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}
