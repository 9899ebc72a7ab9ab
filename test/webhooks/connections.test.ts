import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { createWebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { post } from '../../src/webhooks/post.ts';
import { receiverCertificate } from './receiver-certificate.ts';
import { register, sendTest } from './webhook-operations.ts';
import { startWebhookReceiver, verified, type WebhookReceiver } from './webhook-receiver.ts';
import { deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const request = { headers: {}, body: '{}' };
const never = new AbortController().signal;

let world: WebhookWorld;
let secure: WebhookReceiver;
let service: TestClient;
beforeAll(async () => {
  // `localhost` can be both.
  world = await startWebhookWorld({ env: { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128' } });
  secure = await startWebhookReceiver(receiverCertificate);
  service = await world.newService();
});
afterAll(async () => {
  await world.close();
  await secure.close();
});

/** Sends a test to an address, and gives what came of it and the secret. */
async function send(url: string) {
  const { id, secret } = await register(service, url);
  await service.data(sendTest, { input: { endpoint: id } });
  const [delivery] = await deliveriesWhen(service, id, ([one]) => one?.attempts.length === 1);
  return { secret, attempt: delivery?.attempts[0], messageId: delivery?.messageId };
}

describe('over TLS', () => {
  it('a receiver whose certificate nobody vouches for gets nothing', async () => {
    const { attempt } = await send(`https://localhost:${secure.port}/hook`);
    expect(attempt).toMatchObject({ outcome: 'UNREACHABLE', errorCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(secure.received).toEqual([]);
  });

  describe('with a certificate that is trusted', () => {
    beforeAll(() => {
      const before = getCACertificates('default');
      setDefaultCACertificates([...before, receiverCertificate.cert]);
      return () => setDefaultCACertificates(before);
    });

    it('a receiver is sent what its name is in the certificate for', async () => {
      const { attempt, secret, messageId } = await send(`https://localhost:${secure.port}/hook`);
      expect(attempt).toMatchObject({ outcome: 'DELIVERED', statusCode: 204 });
      const webhook = secure.received.find(({ headers }) => headers['webhook-id'] === messageId);
      expect(webhook?.headers['host']).toBe(`localhost:${secure.port}`);
      expect(webhook && verified(secret, webhook)).toMatchObject({ type: 'webhook.test' });
    });

    it('a receiver by its bare address, for which the certificate is not, gets nothing', async () => {
      const before = secure.received.length;
      const { attempt } = await send(`https://127.0.0.1:${secure.port}/hook`);
      expect(attempt).toMatchObject({ outcome: 'UNREACHABLE', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' });
      expect(secure.received).toHaveLength(before);
    });

    it('the connection goes to the address that was judged, whatever the name would lead to by then', async () => {
      // Nothing resolves this name: asked once more, it would fail.
      const url = new URL(`https://hooks.example:${secure.port}/pinned`);
      const answer = await post({ ...request, url, addresses: [{ address: '127.0.0.1', family: 4 }], signal: never });
      expect(answer.statusCode).toBe(204);
      const [webhook] = await secure.waitFor(1, (one) => one.path === '/pinned');
      expect(webhook?.headers['host']).toBe(`hooks.example:${secure.port}`);
    });
  });
});

describe('over http', () => {
  it('a name that leads to an allowed network is sent to', async () => {
    const { attempt } = await send(`http://localhost:${world.receiver.port}/by-name`);
    expect(attempt).toMatchObject({ outcome: 'DELIVERED', statusCode: 204 });
  });

  it('a port on which nobody listens is a failure that says so', async () => {
    const closed = await startWebhookReceiver();
    await closed.close();
    expect((await send(closed.url)).attempt).toMatchObject({ outcome: 'UNREACHABLE', errorCode: 'ECONNREFUSED' });
  });

  it('what is no HTTP is a failure that says so', async () => {
    expect((await send(`http://127.0.0.1:${secure.port}/hook`)).attempt?.outcome).not.toBe('DELIVERED');
  });
});

it('sending is called off when the server stops', async () => {
  world.receiver.answerWith(() => 'hang');
  const sender = createWebhookSender({ allowedNetworks: ['127.0.0.0/8'] });
  const stopping = new AbortController();
  const sent = sender.send({ ...request, url: world.receiver.url }, stopping.signal);
  await world.receiver.waitFor(1, (webhook) => webhook.body === '{}');
  stopping.abort();
  await expect(sent).rejects.toThrow('aborted');
});
