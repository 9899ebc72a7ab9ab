import { createHash } from 'node:crypto';
import { MaterialBrokenError, MaterialTooLargeError } from '../storage/material-file-error.ts';
import { readUpload, type ArrivingFile } from '../storage/read-upload.ts';
import type { Arguments } from './idempotency-key.ts';

/** What was sent with an idempotency key, to be compared with what is sent again: the arguments without the key, and of a file its bytes. Undefined when a file does not arrive whole. */
export async function keyedInput({ input = {}, ...args }: Arguments): Promise<unknown> {
  const { idempotencyKey: _key, ...own } = input;
  try {
    return await withDigests({ ...args, input: own });
  } catch (error) {
    if (error instanceof MaterialTooLargeError || error instanceof MaterialBrokenError) return undefined;
    throw error;
  }
}

async function withDigests(value: unknown): Promise<unknown> {
  if (isArriving(value)) return { sha256: await digestOf(value) };
  if (Array.isArray(value)) return Promise.all(value.map(withDigests));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const fields = Object.entries(value).map(async ([name, field]) => [name, await withDigests(field)] as const);
  return Object.fromEntries(await Promise.all(fields));
}

/** The only promise among arguments is what the scalar `Upload` makes. */
function isArriving(value: unknown): value is ArrivingFile {
  return value instanceof Promise;
}

/** Reads the file once as it comes in; its spool can be read again. */
async function digestOf(file: ArrivingFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readUpload(file)) hash.update(chunk);
  return hash.digest('hex');
}
