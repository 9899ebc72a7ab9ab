import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { History } from '../history/history.ts';
import type { Random } from '../random.ts';

/** A real receiver of webhooks on loopback that writes every message into the history, and is not always there. */
export interface WebhookSink {
  readonly url: string;
  /** Knows the signatures from now on. */
  trust(secret: string): void;
  close(): Promise<void>;
}

const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('verification.reviewed'),
    data: z.object({ cursor: z.string(), member: z.string(), outcome: z.string() }),
  }),
  z.object({
    type: z.literal('membership.changed'),
    data: z.object({ cursor: z.string(), member: z.string(), level: z.string() }),
  }),
]);

/** How many of a hundred messages meet trouble the first time that they come; the second time is five seconds later. */
const TROUBLED_PERCENT = 5;

/** Starts a receiver on a free port. */
export async function startWebhookSink(history: History, random: Random): Promise<WebhookSink> {
  const met = new Set<string>();
  let webhook: Webhook | undefined;

  const isGenuine = (body: string, headers: Record<string, string>) => {
    try {
      webhook?.verify(body, headers);
      return webhook !== undefined;
    } catch {
      return false;
    }
  };

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const id = headers['webhook-id'] ?? '';
    const isTroubled = !met.has(id) && random.chance(TROUBLED_PERCENT);
    met.add(id);
    const trouble = random.pick(['REFUSED', 'SWALLOWED'] as const);
    const fate = isGenuine(body, headers) ? (isTroubled ? trouble : 'TAKEN') : 'FORGED';
    const { type, data } = message.parse(JSON.parse(body));
    const { cursor, member } = data;
    history.add(
      type === 'verification.reviewed'
        ? { entry: 'MESSAGE', id, member, stream: 'REVIEWED', cursor, tells: data.outcome, fate }
        : { entry: 'MESSAGE', id, member, stream: 'CHANGED', cursor, tells: data.level, fate },
    );
    if (fate === 'SWALLOWED') request.socket.destroy();
    else response.writeHead(fate === 'TAKEN' ? 204 : 503).end();
  };

  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.writeHead(400).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  return {
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/webhooks`,
    trust(secret) {
      webhook = new Webhook(secret);
    },
    close: async () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
