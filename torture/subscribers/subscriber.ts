import { setTimeout as delay } from 'node:timers/promises';
import type { Servers } from '../clients/client.ts';
import type { History } from '../history/history.ts';
import type { Stream } from '../history/happened.ts';
import type { SubscriberPlan } from '../plan/plan.ts';
import type { Line } from './line.ts';
import { openSseLine } from './sse-line.ts';
import { streamOperations } from './stream-operations.ts';
import { openWebSocketLine } from './websocket-line.ts';

/** Listens for a member until it is closed, at one server after the other, and never loses what it received. */
export interface Subscriber {
  /** Resolves once it has listened for the first time. */
  readonly opened: Promise<void>;
  close(): Promise<void>;
}

/** Who listens, for whom, and how. */
export interface SubscriberOptions {
  readonly name: string;
  readonly member: string;
  readonly token: string;
  readonly plan: SubscriberPlan;
  readonly servers: Servers;
  readonly history: History;
  /** Which server comes first. */
  readonly first: number;
}

/** The cursor before all that ever happens. */
const BEGINNING = Buffer.from('0.0').toString('base64url');

/** How long a subscriber waits before it connects again, in milliseconds. */
const PAUSE = 150;

/** Begins to listen to both streams of a member, from the beginning on. */
export function startSubscriber(options: SubscriberOptions): Subscriber {
  const streams = (['REVIEWED', 'CHANGED'] as const).map((stream) => followStream(options, stream));
  return {
    opened: Promise.all(streams.map((stream) => stream.opened)).then(() => undefined),
    async close() {
      await Promise.all(streams.map((stream) => stream.close()));
    },
  };
}

function followStream(options: SubscriberOptions, stream: Stream): Subscriber {
  const { name, member, token, plan, history } = options;
  const { document, read } = streamOperations[stream];
  let line: Line | undefined;
  const closing = new AbortController();
  const first = Promise.withResolvers<void>();
  let cursor = BEGINNING;
  let server = options.first;
  let patience = plan.patience;
  let leavesBecause: string | undefined;

  const tire = () => {
    patience -= 1;
    if (patience > 0 || plan.manner === 'STEADY') return;
    ({ patience } = plan);
    if (plan.manner === 'FREEZING') line?.freeze(plan.frozenFor);
    else {
      leavesBecause = 'it went away';
      line?.leave();
    }
  };

  const listenOnce = async (url: string, index: number) => {
    history.add({ entry: 'FOLLOWS', subscriber: name, member, stream, server: index, after: cursor });
    const open = plan.transport === 'SSE' ? openSseLine : openWebSocketLine;
    const left = Promise.withResolvers<string>();
    const current = open({
      url,
      token,
      document,
      after: cursor,
      onEvent(data) {
        const event = read(data);
        ({ cursor } = event);
        history.add({ entry: 'HEARD', subscriber: name, member, ...event });
        tire();
        if (leavesBecause !== undefined) left.resolve(leavesBecause);
      },
    });
    line = current;
    void current.opened.then(() => first.resolve());
    const why = await Promise.race([current.ended, left.promise]);
    leavesBecause = undefined;
    if (!closing.signal.aborted) history.add({ entry: 'LOST', subscriber: name, stream, why });
  };

  const live = async () => {
    while (!closing.signal.aborted) {
      const addresses = options.servers.addresses();
      const index = server % addresses.length;
      const url = addresses[index];
      if (url !== undefined) await listenOnce(url, index);
      // Whoever lost a server turns to the next.
      server += 1;
      if (!closing.signal.aborted) await delay(PAUSE);
    }
  };
  const life = live();

  return {
    opened: first.promise,
    async close() {
      closing.abort();
      line?.leave();
      leavesBecause = 'closed';
      await Promise.race([life, delay(1000, undefined, { ref: false })]);
    },
  };
}
