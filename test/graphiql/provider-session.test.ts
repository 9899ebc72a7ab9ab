import { beforeEach, expect, test } from 'vitest';
import type { ProviderTokens } from '../../src/review-desk/session/provider-tokens.ts';
import { createSession } from '../../src/review-desk/session/session.ts';

/** What the provider answers when it is asked to renew. */
let renewals: (() => Promise<ProviderTokens | undefined>)[];
let asked: number;
beforeEach(() => {
  renewals = [];
  asked = 0;
});

const tokens = (accessToken: string): ProviderTokens => ({ accessToken, refreshToken: 'refresh', idToken: undefined });

/** A session that has just come back from the provider with the token `first`. */
async function startSession() {
  const kept = new Map<string, string>();
  const session = createSession({
    fetchPeople: async () => undefined,
    fetchSettings: async () => ({
      rolesClaim: 'roles',
      provider: { issuer: 'https://id.example', clientId: 'desk', scope: 'openid', audience: 'bonafide' },
    }),
    providerWays: async () => ({
      goToProvider: async () => undefined,
      returnFromProvider: async () => tokens('first'),
      renewAtProvider: async () => {
        asked += 1;
        return renewals.shift()?.();
      },
      leaveProvider: async () => undefined,
      signInProblem: () => 'It did not work.',
    }),
    store: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  });
  await session.start();
  return session;
}

test('requests that need a fresh token at once share one renewal', async () => {
  const session = await startSession();
  renewals = [async () => tokens('second')];
  session.expire('Bearer first');
  expect(await Promise.all([session.authorization(), session.authorization()])).toEqual([
    'Bearer second',
    'Bearer second',
  ]);
  expect(asked).toBe(1);
});

test('a refusal that comes late, of a token that was renewed since, renews nothing', async () => {
  const session = await startSession();
  renewals = [async () => tokens('second')];
  session.expire('Bearer first');
  await session.authorization();
  session.expire('Bearer first');
  expect(await session.authorization()).toBe('Bearer second');
  expect(asked).toBe(1);
});

test('while the provider is away the session goes on, and the next request asks it again', async () => {
  const session = await startSession();
  renewals = [async () => Promise.reject(new TypeError('Failed to fetch')), async () => tokens('second')];
  session.expire('Bearer first');
  expect(await session.authorization()).toBe('Bearer first');
  expect(session.get().hasEnded).toBe(false);
  expect(await session.authorization()).toBe('Bearer second');
});

test('when the provider refuses to renew it, the session has ended', async () => {
  const session = await startSession();
  renewals = [async () => undefined];
  session.expire('Bearer first');
  await session.authorization();
  expect(session.get().hasEnded).toBe(true);
  expect(session.canRenew()).toBe(false);
});
