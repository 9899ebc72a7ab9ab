import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the database that a test can cut or stop, as a network does. */
export interface CuttableProxy {
  /** The database's URL by this way. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets nothing more pass on the connections that are open, without a word: as a power cut at the other end does. New ones pass. */
  silence(): void;
  /** Lets connections through again, at the same address. */
  mend(): Promise<void>;
  /** Lets nothing through any more, on old connections and new ones, and says nothing about it. */
  freeze(): void;
  /** Lets through what was held back, and what comes. */
  thaw(): void;
}

/** Opens a way to a database on a free port. It starts mended; cut it when the test is over. */
export async function openCuttableProxy(databaseUrl: string): Promise<CuttableProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const ways = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    keep(client);
    keep(database);
    const way = [client, database] as const;
    ways.add(way);
    if (!isFrozen) flow(way);
    client.on('close', () => {
      ways.delete(way);
      database.destroy();
    });
    database.on('close', () => client.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address: AddressInfo | string | null = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async cut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
    silence() {
      for (const socket of open) socket.unpipe().pause();
    },
    mend: () => listen(port),
    freeze() {
      isFrozen = true;
      for (const [client, database] of ways) {
        client.unpipe(database);
        database.unpipe(client);
      }
    },
    thaw() {
      isFrozen = false;
      ways.forEach(flow);
    },
  };
}

function flow([client, database]: readonly [Socket, Socket]): void {
  client.pipe(database).pipe(client);
}
