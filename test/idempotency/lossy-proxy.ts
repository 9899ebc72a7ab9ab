import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How a transaction's connection ends: the server never learns which of the two it was. */
export type Loss = 'committed' | 'rolled back';

/** A way to the database that can break at the worst moment: while a transaction commits. */
export interface LossyProxy {
  /** The database's URL by this way. */
  readonly url: string;
  /** Breaks the connection of the next transaction with this statement in it as it commits; resolves when it has. Its commit arrives, or does not. */
  breakCommitOf(statement: string, loss: Loss): Promise<void>;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again, at the same address. */
  mend(): Promise<void>;
}

/** Opens such a way to a database on a free port. */
export async function openLossyProxy(databaseUrl: string): Promise<LossyProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let wanted: { readonly statement: string; readonly loss: Loss; readonly broken: () => void } | undefined;

  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    keep(client);
    keep(database);
    let isHit = false;
    const breakOff = () => {
      client.destroy();
      database.destroy();
      wanted?.broken();
      wanted = undefined;
    };
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (wanted && text.includes(wanted.statement)) isHit = true;
      if (!wanted || !isHit || !/commit/i.test(text)) {
        database.write(chunk);
        return;
      }
      if (wanted.loss === 'rolled back') {
        breakOff();
        return;
      }
      // What comes back now is that it has committed.
      database.removeAllListeners('data').once('data', breakOff);
      database.write(chunk);
    });
    database.on('data', (chunk) => client.write(chunk));
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address: AddressInfo | string | null = server.address();
  const url = new URL(databaseUrl);
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    breakCommitOf: (statement, loss) => new Promise((broken) => (wanted = { statement, loss, broken })),
    mend: () => listen(port),
    async cut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
