import sharp, { type Sharp } from 'sharp';
import { findSkew } from './find-skew.ts';
import { measureLight, opened, type GreyImage } from './flatten-light.ts';

/** An image made ready to be recognised, in one way or another. */
export interface PreparedImage {
  /** The ways in which it can be recognised (PNG bytes, grey), the one that suits it first. */
  readonly ways: readonly (() => Promise<Buffer>)[];
  /** Where a point of these, in their pixels, lies on the page as it is seen, in shares of it. */
  readonly toPage: (x: number, y: number) => { readonly x: number; readonly y: number };
  /** The size of the page in their pixels. */
  readonly pageWidth: number;
  readonly pageHeight: number;
}

/** Small type is read better when it is twice as large; beyond this many pixels it only takes longer. */
const MOST_PIXELS = 5_000_000;
const MOST_SCALE = 2;
/** Lines are seen well enough at this width to tell how they lean. */
const SKEW_WIDTH = 700;

/**
 * Makes a photograph or a screenshot ready: upright by its EXIF orientation, level when it leans a little, grey, evenly lit, with
 * its whole range of brightness used, and large enough. Throws when the bytes can't be decoded.
 */
export async function prepareImage(bytes: Uint8Array): Promise<PreparedImage> {
  const page = await grey(sharp(bytes, { limitInputPixels: 40_000_000 }).autoOrient().flatten({ background: '#fff' }));
  const skew = findSkew(await grey(opened(page).resize({ width: SKEW_WIDTH, withoutEnlargement: true })));
  const level = skew === 0 ? page : await grey(opened(page).rotate(-skew, { background: '#fff' }));
  const scale = Math.min(MOST_SCALE, Math.sqrt(MOST_PIXELS / (page.width * page.height)));
  const light = await measureLight(level);
  // The noise of a photograph would be taken for letters, most of all where evening the light brings it out.
  const calm = async (image: GreyImage) => finish(await grey(opened(image).median(3)), scale);
  const asItIs = () => (light.isUneven ? calm(level) : finish(level, scale));
  const evenly = async () => calm(await light.flatten());
  const radians = (skew * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return {
    ways: light.isUneven ? [evenly, asItIs] : [asItIs, evenly],
    pageWidth: page.width * scale,
    pageHeight: page.height * scale,
    toPage(x, y) {
      const [fromX, fromY] = [x / scale - level.width / 2, y / scale - level.height / 2];
      return { x: (fromX * cos - fromY * sin) / page.width + 0.5, y: (fromX * sin + fromY * cos) / page.height + 0.5 };
    },
  };
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
