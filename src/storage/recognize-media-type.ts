import { fileTypeFromBuffer } from 'file-type';
import { type MediaType, mediaTypes } from '../domain/material.ts';
import { MaterialTypeUnknownError } from './material-file-error.ts';

/** How many bytes from a file's start are looked at: the sample size that file-type is made for. */
export const HEAD_BYTES = 4100;

/**
 * The media type that a file's first bytes show; its name and the sender's Content-Type don't count.
 * Throws MaterialTypeUnknownError when that is not an accepted type. An animated PNG counts as unknown.
 */
export async function recognizeMediaType(head: Uint8Array): Promise<MediaType> {
  const found = await fileTypeFromBuffer(head);
  const mediaType = mediaTypes.find((accepted) => accepted === found?.mime);
  if (mediaType === undefined) throw new MaterialTypeUnknownError(found?.mime ?? null);
  return mediaType;
}
