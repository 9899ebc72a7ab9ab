import { open } from 'node:fs/promises';
import { MaterialBrokenError } from './material-file-error.ts';

/** Readers look for the end mark in the last 1024 bytes (ISO 32000-1, appendix H, note 18). */
const WINDOW = 1024;

/**
 * Checks a PDF's two ends: a version in its first 1024 bytes and an end mark in its last 1024. What is between them, and
 * whether it is locked by a password, is not looked at. Throws MaterialBrokenError (UNREADABLE).
 */
export async function inspectPdf(path: string, bytes: number): Promise<void> {
  const file = await open(path);
  try {
    const start = await file.read({ buffer: Buffer.alloc(WINDOW), position: 0 });
    const end = await file.read({ buffer: Buffer.alloc(WINDOW), position: Math.max(0, bytes - WINDOW) });
    const hasVersion = /%PDF-[12]\.\d/.test(start.buffer.toString('latin1', 0, start.bytesRead));
    const hasEnd = end.buffer.toString('latin1', 0, end.bytesRead).includes('%%EOF');
    if (!hasVersion || !hasEnd) throw new MaterialBrokenError('UNREADABLE');
  } finally {
    await file.close();
  }
}
