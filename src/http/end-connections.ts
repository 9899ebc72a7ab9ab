import type { Server } from 'node:http';

/** How long a request may still take when the server stops, in milliseconds. */
const PATIENCE = 10_000;
const OFTEN = 100;

/**
 * Lets a server that stops end soon. Node ends the connections that are idle when it stops; one that was busy then would
 * be kept alive for its next request. Who is slower than ten seconds is cut off.
 */
export function endConnections(server: Server): void {
  if (!server.listening) return;
  const idle = setInterval(() => server.closeIdleConnections(), OFTEN);
  const all = setTimeout(() => server.closeAllConnections(), PATIENCE);
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(all);
  });
}
