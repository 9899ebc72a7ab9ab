import type { FastifyInstance } from 'fastify';

/** Thrown when the server can't listen where it is told to. The message names the setting to change. */
export class CannotListenError extends Error {
  override readonly name = 'CannotListenError';
}

/** Lets the server listen. Throws CannotListenError when the port is taken or forbidden, or the host is not this machine. */
export async function listen(
  app: FastifyInstance,
  place: { readonly host: string; readonly port: number },
): Promise<void> {
  const { host, port } = place;
  try {
    await app.listen({ host, port });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? reasons(host, port)[String(error.code)] : undefined;
    throw reason === undefined ? error : new CannotListenError(reason, { cause: error });
  }
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
