import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A load balancer as one stands before servers in production: round robin over those that say that they are ready, no
 * sticky sessions, connections kept for reuse, and no request sent a second time.
 */
export interface Balancer {
  readonly url: string;
  /** Takes a server in, which gets requests whenever it is ready, and waits until it is. */
  add(url: string): Promise<void>;
  /** Forgets a server that has ended. */
  remove(url: string): void;
  close(): Promise<void>;
}

interface Target {
  readonly url: URL;
  readonly agent: Agent;
  isReady: boolean;
  isForgotten: boolean;
}

/** How often each server is asked whether it is ready, in milliseconds. */
const OFTEN = 100;
/** What concerns one connection alone and is not passed on. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** Opens a balancer on a free port, with no server yet. */
export async function openBalancer(): Promise<Balancer> {
  const targets: Target[] = [];
  let turn = 0;
  const next = (): Target | undefined => {
    const ready = targets.filter(({ isReady }) => isReady);
    return ready[(turn += 1) % ready.length];
  };

  const server = createServer((asked, answer) => {
    const target = next();
    if (target === undefined) answer.writeHead(503).end();
    else passOn(target, asked, answer);
  });
  server.on('upgrade', (asked: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = next();
    if (target === undefined) client.destroy();
    else passUpgradeOn(target, asked, client, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();

  return {
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    async add(url) {
      const agent = new Agent({ keepAlive: true });
      const target: Target = { url: new URL(url), agent, isReady: false, isForgotten: false };
      targets.push(target);
      const { promise, resolve } = Promise.withResolvers<void>();
      void watch(target, resolve);
      await promise;
    },
    remove(url) {
      const at = targets.findIndex((target) => target.url.origin === url);
      for (const target of at < 0 ? [] : targets.splice(at, 1)) {
        target.isForgotten = true;
        target.agent.destroy();
      }
    },
    async close() {
      for (const target of targets) target.isForgotten = true;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      for (const { agent } of targets) agent.destroy();
    },
  };
}

async function watch(target: Target, onReady: () => void): Promise<void> {
  while (!target.isForgotten) {
    target.isReady = await fetch(`${target.url.origin}/readyz`, { headers: { connection: 'close' } }).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (target.isReady) onReady();
    // Its idle connections are of no use any more; those in use end with their answers.
    else for (const socket of Object.values(target.agent.freeSockets).flat()) socket?.destroy();
    await delay(OFTEN);
  }
}

function passOn({ url, agent }: Target, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url: path, headers } = asked;
  const passed = request(new URL(path ?? '/', url), { method, agent, headers: withoutHop(headers) });
  passed.on('response', (answered) => {
    answer.writeHead(answered.statusCode ?? 502, withoutHop(answered.headers));
    answered.on('error', () => answer.destroy()).pipe(answer);
    answer.on('close', () => answered.destroy());
  });
  passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  asked.pipe(passed);
}

function passUpgradeOn({ url }: Target, asked: IncomingMessage, client: Duplex, head: Buffer): void {
  const server = connect(Number(url.port), url.hostname);
  const lines = asked.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1] ?? ''}`] : []));
  server.write(`${asked.method ?? 'GET'} ${asked.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  server.write(head);
  server.pipe(client).pipe(server);
  server.on('error', () => client.destroy()).on('close', () => client.destroy());
  client.on('error', () => server.destroy()).on('close', () => server.destroy());
}

function withoutHop<T>(headers: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));
}
