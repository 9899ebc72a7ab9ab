import sharp from 'sharp';
import type { MediaType } from '../domain/material.ts';
import { MaterialBrokenError } from './material-file-error.ts';

/** Larger images are refused unread: 40 megapixels is a 200-dpi scan of an A1 page, or any phone's photo. */
export const MAX_PIXELS = 40e6;

// libvips opens SVG and dozens of other formats by default. This holds for the whole process, so it stands where sharp is
// first imported.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
// Each file is looked at once: a cache would only hold memory and descriptors of removed files.
sharp.cache(false);

const formats = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Checks that an image can be shown: its header is read, then all of it is decoded to a thumbnail that is thrown away
 * (JPEG and WebP shrink while they load). At 40 megapixels that takes 0.1 to 1 s, and up to 130 MB for a progressive JPEG or
 * an interlaced PNG, so it is one image at a time. Bytes that follow the
 * image are not noticed. Throws MaterialBrokenError (UNREADABLE, TOO_MANY_PIXELS).
 */
export async function inspectImage(path: string, mediaType: Exclude<MediaType, 'application/pdf'>): Promise<void> {
  const mine = turn.then(() => decode(path, formats[mediaType]));
  turn = mine.catch(() => undefined);
  await mine;
}

async function decode(path: string, format: (typeof formats)[keyof typeof formats]): Promise<void> {
  try {
    const image = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
    const metadata = await image.metadata();
    if (metadata.format !== format) throw new MaterialBrokenError('UNREADABLE');
    if (metadata.width * metadata.height > MAX_PIXELS) throw new MaterialBrokenError('TOO_MANY_PIXELS');
    await image.resize(64, 64, { fit: 'inside' }).raw().timeout({ seconds: 20 }).toBuffer();
  } catch (error) {
    if (error instanceof MaterialBrokenError) throw error;
    const isLarge = error instanceof Error && error.message.includes('exceeds pixel limit');
    throw new MaterialBrokenError(isLarge ? 'TOO_MANY_PIXELS' : 'UNREADABLE', { cause: error });
  }
}
