/** Brightness of an image's pixels, row by row, 0 to 255. */
export interface GreyPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Beyond this many degrees nothing is looked for: such a page is turned, not skewed. */
const MOST_DEGREES = 8;
/** How much two neighbours differ at the edge of a letter. */
const EDGE = 24;

/**
 * By how many degrees the lines of a page lean, positive when they sink to the right; 0 when no angle is clearly better than
 * none. Where lines are level, their edges fall into few rows: the angle is sought at which they do so most.
 */
export function findSkew(pixels: GreyPixels): number {
  const edges = edgesOf(pixels);
  const scoreAt = (degrees: number) => levelness(edges, pixels, degrees);
  const coarse = best(range(-MOST_DEGREES, MOST_DEGREES, 0.5), scoreAt);
  const fine = best(range(coarse - 0.4, coarse + 0.4, 0.1), scoreAt);
  return Math.abs(fine) >= 0.3 && scoreAt(fine) > scoreAt(0) * 1.1 ? Math.round(fine * 10) / 10 : 0;
}

/** The places, as y × width + x, at which the brightness jumps from one row to the next. */
function edgesOf({ data, width, height }: GreyPixels): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < width * (height - 1); place += 1) {
    if (Math.abs((data[place] ?? 0) - (data[place + width] ?? 0)) > EDGE) places.push(place);
  }
  return Uint32Array.from(places);
}

function levelness(edges: Uint32Array, { width, height }: GreyPixels, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const rows = new Float64Array(height + 2 * width);
  for (const place of edges) {
    const x = place % width;
    const row = Math.round((place - x) / width - x * slope) + width;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  return rows.reduce((sum, count) => sum + count * count, 0);
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function best(angles: readonly number[], scoreAt: (angle: number) => number): number {
  return angles.reduce(
    (found, angle) => {
      const score = scoreAt(angle);
      // Of two that are as good, the one nearer to level.
      const isBetter = score > found.score || (score === found.score && Math.abs(angle) < Math.abs(found.angle));
      return isBetter ? { angle, score } : found;
    },
    { angle: 0, score: -1 },
  ).angle;
}
