import { Readable, type Writable } from 'node:stream';
import { MaterialBrokenError, MaterialTooLargeError } from './material-file-error.ts';
import { isServerFault } from './is-server-fault.ts';

/** A file on its way in, as graphql-upload's scalar gives it to a resolver. */
export type ArrivingFile = Promise<{
  readonly filename: string;
  createReadStream(): Readable;
  /** Writes the file to the spool. */
  readonly capacitor?: Writable;
}>;

/**
 * The bytes of a file on its way in, to be given to `MaterialStorage.store`. An upload can fail as a promise, as a throw
 * when it is opened or later as a stream; here it is always one error of the stream: MaterialTooLargeError,
 * MaterialBrokenError (INTERRUPTED: the client went away, the body broke off, the part never came), or this machine's own
 * failure as it is. Nothing is opened before the first read.
 */
export function readUpload(file: ArrivingFile): Readable {
  return Readable.from(readChunks(file), { objectMode: false });
}

/**
 * The client's name for a file on its way in, for display: without control characters, at most 200 characters. Empty when
 * it has none or the file never comes; the bytes then tell why.
 */
export async function readUploadName(file: ArrivingFile): Promise<string> {
  const name = await file.then(
    ({ filename }) => filename ?? '',
    () => '',
  );
  return name.replaceAll(/\p{C}/gu, '').slice(0, 200).toWellFormed();
}

async function* readChunks(file: ArrivingFile): AsyncGenerator {
  let spool: Writable | undefined;
  try {
    const arriving = await file;
    spool = arriving.capacitor;
    const stream = arriving.createReadStream();
    // Who reads from the spool is not told when it can't be written any further, and would wait for ever.
    if (spool?.errored) throw spool.errored;
    spool?.once('error', (error) => stream.destroy(error));
    yield* stream;
  } catch (error) {
    if (isTooLarge(error)) throw new MaterialTooLargeError({ cause: error });
    const fault = spool?.errored ?? error;
    throw isServerFault(fault) ? fault : new MaterialBrokenError('INTERRUPTED', { cause: error });
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}
