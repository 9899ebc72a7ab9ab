import { Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** Headers of a signed-in program that may upload. */
export const signedIn = { authorization: 'Bearer buyer', 'apollo-require-preflight': 'true' };

const boundary = 'the-boundary';

/** The Content-Type of bodies that are put together by hand below. */
export const multipartType = `multipart/form-data; boundary=${boundary}`;

/** One part of a body that is put together by hand; with a file name it is a file. */
export function part(name: string, content: string | Buffer | object, fileName?: string): Buffer {
  const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  return Buffer.concat([
    Buffer.from(head),
    Buffer.from(isRaw ? content : JSON.stringify(content)),
    Buffer.from('\r\n'),
  ]);
}

/** Where a part has just ended and the next begins: only from here on is the former complete. */
export const nextPart = Buffer.from(`--${boundary}`);

/** What ends a body that is put together by hand. */
export const end = Buffer.from(`--${boundary}--\r\n`);

/** A mutation that stores one file, as `operations` wants it. */
export const storeOne = {
  query: 'mutation ($file: Upload!) { store(input: { file: $file }) { name key bytes sha256 mediaType } }',
  variables: { file: null },
};

/** The map that belongs to it. */
export const mapOne = { 0: ['variables.file'] };

/** A body by the browser's own FormData. */
export function formOf(operations: object, map: object, files: Record<string, File>): FormData {
  const form = new FormData();
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify(map));
  for (const [key, file] of Object.entries(files)) form.append(key, file);
  return form;
}

/** An answer in GraphQL's shape. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  data: unknown;
  /** `extensions.code` of each error. */
  codes: string[];
  errors: { message: string; extensions: { code: string; reason?: string } }[];
}

interface Body {
  data?: unknown;
  errors?: Answer['errors'];
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

function toAnswer(status: number, headers: IncomingHttpHeaders, body: unknown): Answer {
  if (!isBody(body)) throw new TypeError(`The answer is not in GraphQL's shape: ${JSON.stringify(body)}`);
  const { data = null, errors = [] } = body;
  return { status, headers, data, errors, codes: errors.map(({ extensions }) => extensions.code) };
}

/** Sends a form by fetch, signed in. */
export async function postForm(url: string, form: FormData): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', body: form, headers: signedIn });
  return toAnswer(response.status, Object.fromEntries(response.headers), await response.json());
}

/** A connection that is used again for one request after another, and that counts the sockets it needed. */
export function createConnection(): { agent: Agent; readonly sockets: Set<unknown> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  agent.on('free', (socket: unknown) => sockets.add(socket));
  return { agent, sockets };
}

/** Opens a request whose body is written by hand: signed in and in chunks, unless the headers say otherwise. */
export function openUpload(url: string, headers: Record<string, string | number> = {}, agent?: Agent): ClientRequest {
  const upload = request(`${url}/graphql`, {
    method: 'POST',
    headers: { ...signedIn, 'content-type': multipartType, ...headers },
    ...(agent === undefined ? {} : { agent }),
  });
  // Tests that cut a request off look at the server, not at this side's socket error.
  upload.on('error', () => undefined);
  return upload;
}

/** The answer to a request that was opened by hand. */
export async function answerTo(upload: ClientRequest): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    upload.once('response', resolve).once('error', reject);
  });
  return toAnswer(response.statusCode ?? 0, response.headers, await json(response));
}

/** Sends a whole body that was put together by hand. */
export async function postParts(
  url: string,
  parts: readonly Buffer[],
  headers?: Record<string, string | number>,
): Promise<Answer> {
  const upload = openUpload(url, headers);
  const answer = answerTo(upload);
  upload.end(Buffer.concat(parts));
  return answer;
}

/** Waits until a request's connection is gone, and returns whether that was by an answer. */
export function cutOff(upload: ClientRequest): Promise<'answered' | 'cut off'> {
  return new Promise((resolve) => {
    upload.once('response', () => resolve('answered'));
    upload.once('close', () => resolve('cut off'));
  });
}
