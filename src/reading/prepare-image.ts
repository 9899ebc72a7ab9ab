import sharp, { type Sharp } from 'sharp';
import type { QuarterTurn } from '../domain/facts/quarter-turn.ts';
import { findSkew } from './find-skew.ts';
import { measureLight, opened, type GreyImage } from './flatten-light.ts';

/** An image made ready to be recognised, in one way or another. */
export interface PreparedImage {
  /** The ways in which it can be recognised (PNG bytes, grey), the one that suits it first. */
  readonly ways: readonly (() => Promise<Buffer>)[];
  /** Where a point of these, in their pixels, lies on the turned page, in shares of it. */
  readonly toPage: (x: number, y: number) => { readonly x: number; readonly y: number };
  /** The size of the turned page in their pixels. */
  readonly pageWidth: number;
  readonly pageHeight: number;
  /** By how many degrees the page was turned. */
  readonly turn: QuarterTurn;
}

/** How to make a page ready. */
export interface Preparation {
  /** By how many degrees to turn it, clockwise; not at all without it. */
  readonly turn?: QuarterTurn;
  /** Not larger than so many pixels; five million without it: beyond that it only takes longer. */
  readonly mostPixels?: number;
}

/** Small type is read better when it is twice as large. */
const MOST_SCALE = 2;
/** Lines are seen well enough at this width to tell how they lean. */
const SKEW_WIDTH = 700;
/** Of 255 steps of brightness. */
const NOISE = 3;
/** Noise is everywhere: a sample tells. */
const SAMPLED_EVERY = 97;

/** The page that an image shows: upright by its EXIF orientation, on white, grey. Throws sharp's error when the bytes can't be decoded. */
export function openPage(bytes: Uint8Array): Promise<GreyImage> {
  return grey(sharp(bytes, { limitInputPixels: 40_000_000 }).autoOrient().flatten({ background: '#fff' }));
}

/**
 * Makes a photograph or a screenshot ready: turned as it is asked, level when it leans a little, evenly lit, with its whole range of
 * brightness used, and large enough.
 */
export async function preparePage(
  served: GreyImage,
  { turn = 0, mostPixels = 5_000_000 }: Preparation = {},
): Promise<PreparedImage> {
  const page = turn === 0 ? served : await grey(opened(served).rotate(turn));
  const skew = findSkew(await grey(opened(page).resize({ width: SKEW_WIDTH, withoutEnlargement: true })));
  const level = skew === 0 ? page : await grey(opened(page).rotate(-skew, { background: '#fff' }));
  const scale = Math.min(MOST_SCALE, Math.sqrt(mostPixels / (page.width * page.height)));
  const light = await measureLight(level);
  const calm = await grey(opened(level).median(3));
  const asItIs = () => finish(light.isUneven || isNoisy(level, calm) ? calm : level, scale);
  // Evening the light brings out the noise in the shadows.
  const evenly = async () => finish(await grey(opened(await light.flatten()).median(3)), scale);
  const radians = (skew * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return {
    ways: light.isUneven ? [evenly, asItIs] : [asItIs, evenly],
    pageWidth: page.width * scale,
    pageHeight: page.height * scale,
    turn,
    toPage(x, y) {
      const [fromX, fromY] = [x / scale - level.width / 2, y / scale - level.height / 2];
      return { x: (fromX * cos - fromY * sin) / page.width + 0.5, y: (fromX * sin + fromY * cos) / page.height + 0.5 };
    },
  };
}

/** Whether half of the pixels differ from their neighbours as only noise does, which would be taken for letters. */
function isNoisy({ data }: GreyImage, calm: GreyImage): boolean {
  const differences: number[] = [];
  for (let place = 0; place < data.length; place += SAMPLED_EVERY) {
    differences.push(Math.abs((data[place] ?? 0) - (calm.data[place] ?? 0)));
  }
  const middle = differences.toSorted((one, other) => one - other)[differences.length >> 1] ?? 0;
  return middle >= NOISE;
}

async function grey(image: Sharp): Promise<GreyImage> {
  const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function finish(image: GreyImage, scale: number): Promise<Buffer> {
  return opened(image)
    .resize({ width: Math.max(1, Math.round(image.width * scale)) })
    .normalise()
    .png({ compressionLevel: 1 })
    .toBuffer();
}
