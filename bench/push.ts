import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, startBenchServer } from './bench-server.ts';
import { crowdMessage } from './crowd.ts';
import { sayQuantiles } from './quantiles.ts';

// npm run bench:push: how many subscribers one server holds, what each costs, and how soon a push is there after the answer
// to the mutation that caused it. Everything runs on this one machine, clients included.

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '10000' },
    events: { type: 'string', default: '2000' },
    'at-once': { type: 'string', default: '4' },
    crowds: { type: 'string', default: '2' },
  },
});
const wanted = {
  subscribers: Number(values.subscribers),
  events: Number(values.events),
  atOnce: Number(values['at-once']),
  crowds: Number(values.crowds),
};
const say = (line: string) => void process.stdout.write(`${line}\n`);

const server = await startBenchServer();
const tokens = await Promise.all(
  Array.from({ length: wanted.subscribers }, (_, index) => server.token(`member-${index}`, 'BUYER')),
);
const before = await server.memory();
const began = performance.now();

const waiting = new Map<string, (at: bigint) => void>();
let lost = 0;
const share = Math.ceil(tokens.length / wanted.crowds);
const crowds = await Promise.all(
  Array.from({ length: wanted.crowds }, async (_, index): Promise<ChildProcess> => {
    const crowd = fork(join(import.meta.dirname, 'crowd.js'));
    const following = Promise.withResolvers<void>();
    crowd.on('message', (received) => {
      const message = crowdMessage.parse(received);
      if ('following' in message) following.resolve();
      else if ('lost' in message) lost += message.lost;
      else waiting.get(message.pushedTo)?.(BigInt(message.at));
    });
    crowd.send({ url: server.url, tokens: tokens.slice(index * share, (index + 1) * share) });
    await following.promise;
    return crowd;
  }),
);
const opened = (performance.now() - began) / 1000;
const held = await server.memory();
say(
  `${tokens.length} subscribers follow after ${opened.toFixed(1)} s (${(tokens.length / opened).toFixed(0)} a second).`,
);
say(
  `Memory of the server: ${before.toFixed(0)} MB before, ${held.toFixed(0)} MB with them, ${(((held - before) * 1024) / tokens.length).toFixed(1)} KB each.`,
);

const service = await server.token('service', 'SERVICE');
const delays: number[] = [];
let next = 0;
const act = async () => {
  while (next < wanted.events) {
    const number = next;
    next += 1;
    const index = (number * 7919) % tokens.length;
    const token = tokens[index] ?? '';
    const round = Math.floor(number / tokens.length);
    const pushed = new Promise<bigint>((resolve) => waiting.set(token, resolve));
    const amount = [100_000, 1_000_000, 30_000_000][round] ?? 1;
    await ask(
      server.url,
      service,
      `mutation { recordOrder(input: { order: "o-${number}", member: { subject: "member-${index}" }, amount: { amount: ${amount}, currency: "USD" } }) { __typename } }`,
    );
    const answered = process.hrtime.bigint();
    const arrived = await pushed;
    delays.push(Math.max(0, Number(arrived - answered) / 1e6));
  }
};
const acted = performance.now();
await Promise.all(Array.from({ length: wanted.atOnce }, act));
const seconds = (performance.now() - acted) / 1000;
say(
  `${wanted.events} changes of membership, ${wanted.atOnce} at once, ${(wanted.events / seconds).toFixed(0)} a second: each push after the answer of its mutation: ${sayQuantiles(delays)}.`,
);
say(`Memory after that: ${(await server.memory()).toFixed(0)} MB. Subscribers lost: ${lost}.`);

for (const crowd of crowds) crowd.kill();
await Promise.all(crowds.map((crowd) => once(crowd, 'exit')));
await server.close();
