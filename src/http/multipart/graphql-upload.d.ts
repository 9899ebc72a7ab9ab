// Adds to the declarations in src/graphql: what they leave out, and the least that processRequest really asks for. By its
// own account it takes an IncomingMessage and a ServerResponse; it reads a stream with headers, and hears "close".

declare module 'graphql-upload/processRequest.mjs' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingHttpHeaders } from 'node:http';
  import type { Readable } from 'node:stream';

  export default function processRequest(
    request: Readable & { headers: IncomingHttpHeaders },
    response: EventEmitter<{ close: [] }>,
    options: { maxFieldSize: number; maxFileSize: number; maxFiles: number },
  ): Promise<Record<string, unknown> | Record<string, unknown>[]>;
}

declare module 'graphql-upload/Upload.mjs' {
  import type { FileUpload } from 'graphql-upload/processRequest.mjs';

  export default class Upload {
    readonly promise: Promise<FileUpload>;
  }
}
