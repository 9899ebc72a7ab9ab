import sharp, { type Sharp } from 'sharp';
import type { InspectionWarningCode, RenderingType, TextItem } from '../domain/inspection.ts';
import { FileRefusedError } from './file-refused-error.ts';
import { measurePicture } from './measure-picture.ts';

/** Larger pictures are refused unread, as at the upload. */
export const MAX_PIXELS = 40e6;
/** The longest side of what is looked at, and of the thumbnail, in pixels. */
export const IMAGE_SIDE = 2000;
const THUMBNAIL_SIDE = 320;
/** The longest side of what is measured. */
const MEASURED_SIDE = 1000;
/** A picture with shorter sides is too small to be read; a PDF's page is rendered as large as it is needed. */
const LEAST_SIDES = { longer: 600, shorter: 300 };
/** How long one picture may take, in seconds. */
const PATIENCE = 30;

// libvips opens SVG and dozens of other formats by default. This holds for the whole process, wherever sharp is imported first.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

/** One page as it can be looked at safely, and what was found on it. */
export interface InspectedPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly mediaType: RenderingType;
  readonly image: Buffer;
  /** A JPEG. */
  readonly thumbnail: Buffer;
  readonly warnings: readonly InspectionWarningCode[];
  /** What the page carries as text; empty when it is a picture. */
  readonly text: readonly TextItem[];
}

/** A page of a PDF as pixels: red, green, blue and opacity, a byte each, row by row. */
export interface PagePixels {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly text: readonly TextItem[];
}

/** Decodes a whole picture and encodes it anew: upright, on white, in sRGB, and without any metadata. Throws FileRefusedError. */
export async function renderPicture(bytes: Buffer, mediaType: RenderingType): Promise<InspectedPage> {
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient();
  try {
    const page = await render(picture, mediaType);
    const [shorter = 0, longer = 0] = [page.width, page.height].toSorted((one, other) => one - other);
    const isSmall = longer < LEAST_SIDES.longer || shorter < LEAST_SIDES.shorter;
    return { ...page, number: 1, text: [], warnings: isSmall ? ['TOO_SMALL', ...page.warnings] : page.warnings };
  } catch (error) {
    throw new FileRefusedError(refusalFor(error), { cause: error });
  }
}

/** Encodes the pixels of a PDF's page. */
export async function renderPage({ number, width, height, pixels, text }: PagePixels): Promise<InspectedPage> {
  return { ...(await render(sharp(pixels, { raw: { width, height, channels: 4 } }), 'image/jpeg')), number, text };
}

async function render(picture: Sharp, mediaType: RenderingType) {
  const { data, info } = await within(picture, IMAGE_SIDE)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: PATIENCE })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const upright = () => sharp(data, { raw: { width, height, channels } });
  const [image, thumbnail, grey] = await Promise.all([
    encode(upright(), mediaType),
    encode(within(upright(), THUMBNAIL_SIDE), 'image/jpeg'),
    within(upright(), MEASURED_SIDE).greyscale().raw().toBuffer({ resolveWithObject: true }),
  ]);
  const warnings = measurePicture({ pixels: grey.data, width: grey.info.width, height: grey.info.height });
  return { width, height, mediaType, image, thumbnail, warnings };
}

function within(picture: Sharp, side: number): Sharp {
  return picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
}

async function encode(picture: Sharp, mediaType: RenderingType): Promise<Buffer> {
  switch (mediaType) {
    case 'image/jpeg':
      // Without chroma subsampling, so that coloured letters stay sharp.
      return picture.jpeg({ quality: 85, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'image/png':
      return picture.png().toBuffer();
    case 'image/webp':
      return picture.webp({ quality: 90 }).toBuffer();
  }
}

function refusalFor(error: unknown) {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('exceeds pixel limit')) return 'TOO_MANY_PIXELS';
  return message.startsWith('timeout') ? 'TOO_COSTLY' : 'UNREADABLE';
}
