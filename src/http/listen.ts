import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Thrown when the server can't listen where it is told to. The message names the setting to change. */
export class CannotListenError extends Error {
  override readonly name = 'CannotListenError';
}

/**
 * Lets the server listen, and gives its address without a slash at the end. Throws CannotListenError when the port is
 * taken or forbidden, or the host is not this machine.
 */
export async function listen(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? reasons(host, port)[String(error.code)] : undefined;
    throw reason === undefined ? error : new CannotListenError(reason, { cause: error });
  }
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens to no port');
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${address.port}`;
}

function reasons(host: string, port: number): Readonly<Record<string, string>> {
  const foreignHost = `HOST: ${host} is no address of this machine. Set HOST to one that it has, or leave it out.`;
  return {
    EADDRINUSE: `PORT: ${port} on ${host} is in use by another program. Stop that, or set PORT to another (0: any that is free).`,
    EACCES: `PORT: ${port} may not be used by this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: foreignHost,
    ENOTFOUND: foreignHost,
  };
}
