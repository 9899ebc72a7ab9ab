import { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** How long whoever holds a connection that was lost may take to give it back, in milliseconds. */
const GRACE = 1000;

/**
 * Keeps the places of a pool from being lost with their connections. A connection that somebody uses and on which nothing
 * has come or gone for `mostSilence` milliseconds is ended: its other end is gone without a word, as after a power cut. One
 * that is lost while it is held is taken back, since a transaction whose rollback fails never gives it back by itself.
 * Returns what cuts every connection at once, for those that don't end when they are asked to.
 */
export function watchConnections(pool: Pool, mostSilence: number): () => void {
  const sockets = new Set<Socket>();
  const held = new Set<PoolClient>();
  const takeBack = (client: PoolClient) => {
    if (held.has(client)) client.release(true);
  };
  pool.on('connect', (client) => {
    client.once('end', () => setTimeout(takeBack, GRACE, client).unref());
    const socket = socketOf(client);
    if (socket === undefined) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.once('timeout', () => socket.destroy());
  });
  pool.on('acquire', (client) => {
    held.add(client);
    socketOf(client)?.setTimeout(mostSilence);
  });
  pool.on('release', (_error, client) => {
    held.delete(client);
    socketOf(client)?.setTimeout(0);
  });
  return () => sockets.forEach((socket) => socket.destroy());
}

function socketOf({ connection }: PoolClient): Socket | undefined {
  return connection.stream instanceof Socket ? connection.stream : undefined;
}
