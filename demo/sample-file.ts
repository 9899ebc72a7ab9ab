import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProjectRoot } from '../src/project-root.ts';

/** A file that a buyer hands in. */
export interface SampleFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What a buyer with nothing to hide hands in for each kind of material. */
export const goodFiles: Readonly<Record<string, string>> = {
  STORE_BACKEND_SCREENSHOT: 'store-backend-screenshot.png',
  STORE_FLOW_STATEMENT: 'store-flow-statement.png',
  STORE_PHOTO: 'store-photo.jpg',
  BUSINESS_LICENSE: 'business-license.pdf',
  BANK_STATEMENT: 'bank-statement.pdf',
  SOCIAL_MEDIA_SCREENSHOT: 'social-media-homepage.png',
};

/** What a reviewer sees on the sample statements, in minor units: too little for the highest stage of the shipped policy. */
export const shownByTheStatement = {
  amount: 4_319_690,
  currency: 'USD',
  from: '2026-09-01',
  to: '2026-11-15',
} as const;

/** Reads one of the files of the folder sample-files. */
export async function readSampleFile(name: string): Promise<SampleFile> {
  const content = await readFile(join(findProjectRoot(), 'sample-files', name));
  return { name, content: new Uint8Array(content) };
}
