import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

/** A request to addresses that were judged. */
export interface PinnedRequest {
  readonly url: URL;
  /** Where to connect to, in this order; the URL's name stays what TLS and `Host` say. */
  readonly addresses: readonly [LookupAddress, ...LookupAddress[]];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What is kept of an answer. */
export interface PostAnswer {
  readonly statusCode: number;
  readonly retryAfter: string | undefined;
}

/** Most bytes of an answer's body that are read, and for how long, in milliseconds; they are dropped. */
const MOST_BYTES = 64 * 1024;
const MOST_TIME = 1000;

/**
 * Posts a JSON body over a connection of its own, which no proxy of the environment takes part in, and gives the answer's
 * status as soon as it is there. Throws what the connection throws.
 */
export function post({ url, addresses, headers, body, signal }: PinnedRequest): Promise<PostAnswer> {
  const isHttps = url.protocol === 'https:';
  const agent = isHttps ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    const request = (isHttps ? https : http).request(url, {
      method: 'POST',
      agent,
      signal,
      lookup: pinTo(addresses),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Bonafide-Webhooks',
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      drop(response);
      resolve({ statusCode: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    });
    request.end(body);
  });
}

/** Answers with the addresses that are known, whatever is asked. */
function pinTo(addresses: PinnedRequest['addresses']): LookupFunction {
  const [first] = addresses;
  return (_name, { all }, answer) => {
    if (all === true) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}

/** Reads a little of the body, so that the receiver can end in good order, and hangs up. */
function drop(response: IncomingMessage): void {
  let read = 0;
  const late = setTimeout(() => response.destroy(), MOST_TIME);
  late.unref();
  response.on('data', (chunk: Buffer) => {
    read += chunk.byteLength;
    if (read > MOST_BYTES) response.destroy();
  });
  response.on('error', () => undefined);
  response.on('close', () => clearTimeout(late));
}
