import sharp, { type Sharp } from 'sharp';

/** A grey image: one byte a pixel, row by row. */
export interface GreyImage {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** The light is measured on a map of so many cells across: letters are smaller, and shadows larger, than a cell. */
const CELLS = 32;
/** What paper becomes. */
const PAPER = 240;
/** An even page's cells hardly differ; where the darkest tenth has less than this share of the brightest, a shadow is likely. */
const EVEN = 0.72;

/** How light falls on an image, and whether unevenly, as on a photographed page. */
export interface Light {
  readonly isUneven: boolean;
  /** The image as if light fell evenly: each pixel is held against its surroundings. */
  flatten(): Promise<GreyImage>;
}

/** Measures the light of an image. */
export async function measureLight(image: GreyImage): Promise<Light> {
  const { width, height } = image;
  const map = await opened(image)
    .resize({ width: CELLS, height: Math.max(1, Math.round((CELLS * height) / width)), fit: 'fill' })
    .blur(1)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const cells = map.data.toSorted();
  const [dark = 0, bright = 255] = [cells[Math.floor(cells.length * 0.1)], cells[Math.floor(cells.length * 0.9)]];
  return {
    // A dark page has no shadows that would matter.
    isUneven: bright > 100 && dark < bright * EVEN,
    async flatten() {
      const light = await opened({ data: map.data, width: map.info.width, height: map.info.height })
        .resize({ width, height, fit: 'fill', kernel: 'cubic' })
        .greyscale()
        .raw()
        .toBuffer();
      const data = Buffer.alloc(image.data.length);
      for (let place = 0; place < data.length; place += 1) {
        data[place] = Math.min(255, ((image.data[place] ?? 0) * PAPER) / (light[place] || 1));
      }
      return { data, width, height };
    },
  };
}

/** A grey image, for sharp. */
export function opened({ data, width, height }: GreyImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}
