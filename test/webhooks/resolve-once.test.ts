import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createWebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** What the name leads to, each time that it is asked for; the last one for good. */
let answers: LookupAddress[][];
let asked: string[];
vi.mock('node:dns/promises', () => ({
  lookup: async (name: string) => {
    asked.push(name);
    return answers.length > 1 ? answers.shift() : answers[0];
  },
}));

const here = { address: '127.0.0.1', family: 4 };
const elsewhere = { address: '127.200.0.1', family: 4 };
const mapped = { address: '::ffff:10.0.0.1', family: 6 };
const sender = createWebhookSender({ allowedNetworks: ['127.0.0.1/32'] });
const never = new AbortController().signal;

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  asked = [];
});

const send = () => sender.send({ url: `http://hooks.example:${receiver.port}/`, headers: {}, body: '{}' }, never);

it('a name is asked for once, and what is sent goes where it led to then', async () => {
  answers = [[here], [elsewhere]];
  expect(await send()).toMatchObject({ outcome: 'DELIVERED', statusCode: 204 });
  expect(asked).toEqual(['hooks.example']);
  expect(receiver.received).toHaveLength(1);
});

it('a name that leads elsewhere the next time is found out then', async () => {
  answers = [[here], [elsewhere]];
  expect(await send()).toMatchObject({ outcome: 'DELIVERED' });
  expect(await send()).toMatchObject({ outcome: 'ADDRESS_FORBIDDEN' });
  expect(asked).toEqual(['hooks.example', 'hooks.example']);
});

it.each([[[here, elsewhere]], [[mapped, here]], [[]]])(
  'a name is not sent to when one of its addresses, or none, may be: %j',
  async (addresses) => {
    const before = receiver.received.length;
    answers = [addresses];
    expect(await send()).toMatchObject({ outcome: 'ADDRESS_FORBIDDEN', statusCode: null });
    expect(receiver.received).toHaveLength(before);
  },
);

it('over http no public address is sent to, unless the operator allowed it by name', async () => {
  answers = [[{ address: '93.184.216.34', family: 4 }]];
  expect(await send()).toMatchObject({ outcome: 'ADDRESS_FORBIDDEN' });
});
