// graphql-upload ships its types as JSDoc, which the compiler does not read from a package. Only what is used stands here.

declare module 'graphql-upload/processRequest.mjs' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { Readable, Writable } from 'node:stream';

  /** What is known of a file when its part of the request begins; the name and the type are the client's claims. */
  export interface FileUpload {
    readonly fieldName: string;
    readonly filename: string;
    readonly mimetype: string;
    readonly encoding: string;
    /** Opens the spooled bytes, as often as needed; throws when the part was cut off or is too large. */
    readonly createReadStream: (options?: {
      readonly encoding?: BufferEncoding;
      readonly highWaterMark?: number;
    }) => Readable;
    /** Writes the part to the spool; the one way to learn that it failed. */
    readonly capacitor?: Writable;
  }

  /** Limits in bytes; `maxFiles` counts the files of one request. */
  export interface ProcessRequestOptions {
    readonly maxFieldSize?: number;
    readonly maxFileSize?: number;
    readonly maxFiles?: number;
  }

  /** Reads a multipart request up to its files and returns its operations; rejects with an `http-errors` error. */
  export default function processRequest(
    request: IncomingMessage,
    response: ServerResponse,
    options?: ProcessRequestOptions,
  ): Promise<Record<string, unknown> | Record<string, unknown>[]>;
}

declare module 'graphql-upload/GraphQLUpload.mjs' {
  import type { GraphQLScalarType } from 'graphql';
  import type { FileUpload } from 'graphql-upload/processRequest.mjs';

  /** The scalar `Upload`: a variable's value becomes a promise of the file. */
  const GraphQLUpload: GraphQLScalarType<Promise<FileUpload>, never>;
  export default GraphQLUpload;
}
