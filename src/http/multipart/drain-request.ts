import type { IncomingMessage } from 'node:http';

/** How much of a body that nobody wants is still read, so that its sender hears the answer on the same connection. */
export interface DrainLimits {
  maxBytes: number;
  milliseconds: number;
}

/**
 * Reads the rest of a request's body and throws it away. Returns whether the body came to its end: if not, the time or the
 * bytes ran out or the client went away, and the connection can't be used again. Past `maxBytes` it is cut at once; of a
 * body that is announced to be longer than that, nothing is read.
 */
export function drainRequest(request: IncomingMessage, { maxBytes, milliseconds }: DrainLimits): Promise<boolean> {
  if (request.readableEnded || request.destroyed) return Promise.resolve(request.readableEnded);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(false);
  return new Promise((resolve) => {
    let bytes = 0;
    const stop = (): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', stop).off('close', stop);
      resolve(request.readableEnded);
    };
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) request.destroy();
    };
    const timer = setTimeout(stop, milliseconds);
    request.on('data', count).once('end', stop).once('close', stop);
    request.resume();
  });
}
