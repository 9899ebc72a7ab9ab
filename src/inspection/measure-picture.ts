import type { InspectionWarningCode } from '../domain/inspection.ts';

/** A picture in shades of grey, a byte a pixel, row by row; best with a longer side of about 1000 pixels. */
export interface GreyPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Nothing in a picture is brighter than this, but for one pixel in fifty: nobody reads it. A dark screen has bright letters. */
const DARK = 80;
/** How far a pixel's grey is from the ground's for something to be there. */
const MARK = 24;
/** The share of pixels on which something has to be: less than two characters on a page. */
const LEAST_MARKED = 0.0001;
/** How steep the steepest edges have to be, as a share of the picture's contrast. Of sharp pages it is over 0.8; a blur of three pixels has 0.16. */
const LEAST_EDGE = 0.2;
/** With less contrast than that, edges say nothing about the focus. */
const LEAST_CONTRAST = 30;

/** What makes a picture hard to read, judged by its pixels alone. Careful: a picture that is not named may be hard to read all the same. */
export function measurePicture(picture: GreyPicture): readonly InspectionWarningCode[] {
  const histogram = new Uint32Array(256);
  for (const grey of picture.pixels) histogram[grey] = (histogram[grey] ?? 0) + 1;
  const brightest = quantile(histogram, 0.98);
  if (brightest < DARK) return ['TOO_DARK'];
  const ground = quantile(histogram, 0.5);
  const marked = histogram.reduce((sum, count, grey) => sum + (Math.abs(grey - ground) > MARK ? count : 0), 0);
  if (marked < LEAST_MARKED * picture.pixels.length) return ['BLANK'];
  const contrast = quantile(histogram, 0.9999) - quantile(histogram, 0.0001);
  if (contrast < LEAST_CONTRAST) return [];
  return steepestEdges(picture) < LEAST_EDGE * contrast ? ['BLURRED'] : [];
}

/** How strongly the steepest edges bend: the Laplacian that one pixel in two thousand reaches. */
function steepestEdges({ pixels, width, height }: GreyPicture): number {
  const histogram = new Uint32Array(1021);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around = pixel(at - 1) + pixel(at + 1) + pixel(at - width) + pixel(at + width);
      const bend = Math.abs(around - 4 * pixel(at));
      histogram[bend] = (histogram[bend] ?? 0) + 1;
    }
  }
  return quantile(histogram, 0.9995);

  function pixel(at: number): number {
    return pixels[at] ?? 0;
  }
}

/** The value that this share of all does not exceed. */
function quantile(histogram: Uint32Array, share: number): number {
  const all = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of histogram.entries()) {
    seen += count;
    if (seen >= share * all && seen > 0) return value;
  }
  return histogram.length - 1;
}
