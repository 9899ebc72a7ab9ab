import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** A request as it arrived. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When it arrived, by the receiver's clock. */
  readonly at: number;
}

/** What the receiver answers with; `hang`: with nothing at all. */
export type ReceiverAnswer = number | ((response: ServerResponse) => void) | 'hang';

/** A real HTTP server on loopback that keeps what is posted to it. */
export interface WebhookReceiver {
  readonly port: number;
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** What it answers from now on, by what arrived; 204 until then. */
  answerWith(answer: (webhook: ReceivedWebhook) => ReceiverAnswer): void;
  /** The first so many that arrive, or have arrived. Fails after 20 s. */
  waitFor(count: number, isMeant?: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook[]>;
  close(): Promise<void>;
}

/** How the receiver proves who it is. */
export interface ReceiverCertificate {
  readonly key: string;
  readonly cert: string;
}

const takeAll: (webhook: ReceivedWebhook) => ReceiverAnswer = () => 204;

/** Starts a receiver on a free port; with a certificate, one that speaks TLS. */
export async function startWebhookReceiver(certificate?: ReceiverCertificate): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const arrivals = new EventEmitter();
  let answer = takeAll;
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const webhook: ReceivedWebhook = {
      path: request.url ?? '',
      method: request.method ?? '',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: await text(request),
      at: Date.now(),
    };
    received.push(webhook);
    const given = answer(webhook);
    if (typeof given === 'number') response.writeHead(given).end();
    else if (given !== 'hang') given(response);
    arrivals.emit('webhook');
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    receive(request, response).catch(() => response.destroy());
  };
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    port,
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook`,
    received,
    answerWith(next) {
      answer = next;
    },
    async waitFor(count, isMeant = () => true) {
      const signal = AbortSignal.timeout(20_000);
      for (;;) {
        const found = received.filter(isMeant);
        if (found.length >= count) return found.slice(0, count);
        await once(arrivals, 'webhook', { signal });
      }
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a consumer does with a webhook: verifies it with its secret, and reads it. Throws when it is not genuine. */
export function verified(secret: string, { body, headers }: ReceivedWebhook): unknown {
  return new Webhook(secret).verify(body, headers);
}
