import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { startKeyProvider, type KeyProvider } from '../support/key-provider.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { openEventStream } from '../support/event-stream.ts';
import { openSocket } from './socket.ts';

const FOLLOW = 'subscription ($after: Cursor) { membershipChanged(after: $after) { cursor change { to { code } } } }';
const BEGINNING = toCursor(LOG_BEGINNING);
const AMOUNTS = { SILVER: 100_000, GOLD: 1_000_000 };
const MINUTES = 60;
const HOURS = 60 * MINUTES;

const told = z.object({
  data: z.object({
    membershipChanged: z.object({ cursor: z.string(), change: z.object({ to: z.object({ code: z.string() }) }) }),
  }),
});

let provider: KeyProvider;
/** Believes the provider. */
let server: TestServer;
/** On the same database; believes its own issuer, whose clock is the same. */
let other: TestServer;
beforeAll(async () => {
  // Timers go on as they are: they do not notice a clock that is set. It is never set back, since keys are kept by it.
  vi.useFakeTimers({ toFake: ['Date'] });
  provider = await startKeyProvider();
  server = await startServerForTests({ env: provider.env });
  other = await startServerForTests({ beside: server });
});
afterAll(async () => {
  await other.close();
  await server.close();
  provider.close();
  vi.useRealTimers();
});

let subject: string;
beforeEach(() => {
  subject = `provider|${crypto.randomUUID()}`;
});
afterEach(() => provider.setAway(false));

/** Sets the clock forward by so many seconds. */
const jump = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

async function unlock(stage: keyof typeof AMOUNTS): Promise<void> {
  const service = await other.signIn('SERVICE');
  const input = {
    order: crypto.randomUUID(),
    member: { subject },
    amount: { amount: AMOUNTS[stage], currency: 'USD' },
  };
  expect(await service.data(recordOrder, { input })).toMatchObject({ recordOrder: { unlocked: { code: stage } } });
  await service.close();
}

/** A token of the provider for this test's person, good for half a day. */
const token = () => provider.token(subject, ['BUYER'], 12 * HOURS);

/** Somebody who follows the own membership. */
interface Following {
  /** The next event, or how the server ended it. */
  next(): Promise<{ cursor: string; code: string } | 'sent away'>;
  close(): void;
}

async function followBySocket(token: string, after: string): Promise<Following> {
  const socket = await openSocket(server.url);
  await socket.init(token);
  socket.subscribe('1', FOLLOW, { after });
  return {
    async next() {
      const message = await Promise.race([socket.next('1'), socket.ended]);
      if ('code' in message) {
        // By this code, clients come back.
        expect(message.code).toBe(4403);
        return 'sent away';
      }
      const { cursor, change } = told.parse(message.payload).data.membershipChanged;
      return { cursor, code: change.to.code };
    },
    close: () => socket.close(),
  };
}

async function followByStream(token: string, after: string): Promise<Following> {
  const stream = await openEventStream(server.url, { token, query: FOLLOW, variables: { after } });
  return {
    async next() {
      const event = await stream.next();
      // Not complete: so clients come back.
      if (event === undefined) return 'sent away';
      const { cursor, change } = told.parse(event.result).data.membershipChanged;
      return { cursor, code: change.to.code };
    },
    close: () => stream.close(),
  };
}

describe.each([
  ['a socket', followBySocket],
  ['an event stream', followByStream],
])('over %s, each event is told only while the sign-in holds:', (_name, follow) => {
  /** Follows, and has heard of SILVER. */
  async function followed(bearer: string) {
    const following = await follow(bearer, BEGINNING);
    // The member is there as soon as it has signed in.
    await unlock('SILVER');
    const first = await following.next();
    if (first === 'sent away') throw new Error('sent away too early');
    expect(first.code).toBe('SILVER');
    return { following, cursor: first.cursor };
  }

  it('not after it has run out by a clock that was set forward', async () => {
    const { following, cursor } = await followed(await token());
    jump(13 * HOURS);
    await unlock('GOLD');
    expect(await following.next()).toBe('sent away');
    const back = await follow(await token(), cursor);
    expect(await back.next()).toMatchObject({ code: 'GOLD' });
    back.close();
  });

  it('not after its key was withdrawn', async () => {
    const { following, cursor } = await followed(await token());
    await provider.changeKey();
    // For so long, keys are believed without asking again.
    jump(11 * MINUTES);
    await unlock('GOLD');
    expect(await following.next()).toBe('sent away');
    const back = await follow(await token(), cursor);
    expect(await back.next()).toMatchObject({ code: 'GOLD' });
    back.close();
  });

  it('late, but not lost, when the provider of keys was away meanwhile', async () => {
    const { following } = await followed(await token());
    provider.setAway(true);
    jump(11 * MINUTES);
    const asked = provider.asked;
    const next = following.next();
    await unlock('GOLD');
    await vi.waitFor(() => expect(provider.asked).toBeGreaterThan(asked + 1), 10_000);
    provider.setAway(false);
    expect(await next).toMatchObject({ code: 'GOLD' });
    following.close();
  });
});
