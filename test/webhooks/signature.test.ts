import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../src/webhooks/read-retry-after.ts';
import { signMessage } from '../../src/webhooks/sign-message.ts';
import { createWebhookSecret } from '../../src/webhooks/webhook-secret.ts';

describe('the signature', () => {
  const secrets = [createWebhookSecret(), createWebhookSecret()];

  it('is verified with each of the secrets, and with no other', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const headers = signMessage(secrets, { id: 'msg_1', body }, new Date());
        for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(createWebhookSecret()).verify(body, headers)).toThrow('No matching signature');
        expect(() => new Webhook(secrets[0] ?? '').verify(`${body} `, headers)).toThrow('No matching signature');
        const other = { ...headers, 'webhook-id': 'msg_2' };
        expect(() => new Webhook(secrets[0] ?? '').verify(body, other)).toThrow('No matching signature');
      }),
      { numRuns: 50 },
    );
  });

  it('has the form of the specification: one for each secret, with a space between them', () => {
    const headers = signMessage(secrets, { id: 'msg_1', body: '{}' }, new Date('2026-11-24T12:00:00.900Z'));
    expect(headers).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1795521600',
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/),
    });
  });

  it('is that of the specification’s own example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    expect(signMessage([secret], message, new Date(1_614_265_330_000))['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });
});

it('a secret is 32 random bytes in the specification’s form', () => {
  const secret = createWebhookSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  expect(createWebhookSecret()).not.toBe(secret);
});

describe('Retry-After', () => {
  const now = new Date('2026-11-24T12:00:00Z');

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Tue, 24 Nov 2026 12:05:00 GMT', 300_000],
    ['Tuesday, 24-Nov-26 12:05:00 GMT', 300_000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['2026', 2_026_000],
    ['2026-11-25', null],
    ['99999999999', null],
    ['', null],
    [undefined, null],
  ] as const)('%j asks for %s ms', (header, milliseconds) => {
    expect(readRetryAfter(header, now)).toBe(milliseconds);
  });

  it('never throws, and never asks to go back in time', () => {
    fc.assert(fc.property(fc.string(), (header) => expect(readRetryAfter(header, now) ?? 0).toBeGreaterThanOrEqual(0)));
  });
});
