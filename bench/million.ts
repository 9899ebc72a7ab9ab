import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { migrate } from '../src/database/migrate.ts';
import { findProjectRoot } from '../src/project-root.ts';
import { join } from 'node:path';
import { ask, startBenchServer } from './bench-server.ts';
import { sayQuantiles } from './quantiles.ts';

// npm run bench:million: what the main pages cost when the database holds a million members with what they did.

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '1000000' },
    waiting: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '200' },
  },
});
const members = Number(values.members);
const say = (line: string) => void process.stdout.write(`${line}\n`);

const id = (kind: string) => `md5('${kind}' || n)::uuid`;

/** Rows as the server writes them: each member has one decided verification, a level, and two events; some wait in the queue. */
async function fill(url: string): Promise<void> {
  await migrate(url, join(findProjectRoot(), 'migrations'));
  const client = new Client({ connectionString: url });
  await client.connect();
  const information = `jsonb_build_object('companyName', 'Company ' || n, 'productCategories', 'Tools')`;
  const steps = [
    `insert into member (id, subject, email, name, identity_type, identity_information, created_at)
     select ${id('m')}, 'member-' || n, 'member-' || n || '@bench.example', 'Member ' || n, 'WHOLESALER', ${information},
       now() - interval '1 year' from generate_series(0, ${members - 1}) as n`,
    `insert into member (id, subject, created_at) values (md5('reviewer')::uuid, 'bench-reviewer', now())`,
    `insert into verification (id, member_id, stage, method, status, version, identity_type, identity_information,
       created_at, submitted_at, expected_earliest, expected_latest, due_at)
     select ${id('v')}, ${id('m')}, 'SILVER', 'TAX_NUMBER', case when n < ${values.waiting} then 'SUBMITTED' else 'APPROVED' end,
       2, 'WHOLESALER', ${information}, now() - interval '3 days', now() - interval '3 days', current_date, current_date + 1,
       now() + n * interval '1 second' from generate_series(0, ${members - 1}) as n`,
    `insert into decision (verification_id, outcome, decided_by, decided_at)
     select ${id('v')}, 'APPROVED', md5('reviewer')::uuid, now() from generate_series(${values.waiting}, ${members - 1}) as n`,
    `insert into stage_unlock (member_id, stage, unlocked_at)
     select ${id('m')}, 'SILVER', now() from generate_series(${values.waiting}, ${members - 1}) as n`,
    `insert into membership_change (id, member_id, from_level, to_level, at, cause, verification_id)
     select ${id('c')}, ${id('m')}, 'STANDARD', 'SILVER', now(), 'VERIFICATION', ${id('v')}
     from generate_series(${values.waiting}, ${members - 1}) as n`,
    `insert into event (type, at, member_id, verification_id)
     select 'VERIFICATION_REVIEWED', now(), ${id('m')}, ${id('v')} from generate_series(${values.waiting}, ${members - 1}) as n`,
    `insert into event (type, at, member_id, membership_change_id)
     select 'MEMBERSHIP_CHANGED', now(), ${id('m')}, ${id('c')} from generate_series(${values.waiting}, ${members - 1}) as n`,
    'vacuum analyze',
  ];
  for (const step of steps) await client.query(step);
  const { rows } = await client.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  );
  say(`${members} members: the database has ${rows[0]?.size ?? '?'}.`);
  await client.end();
}

const server = await startBenchServer(fill);
const reviewer = await server.token('bench-reviewer', 'REVIEWER');
const buyers = await Promise.all(
  Array.from({ length: 50 }, (_, index) => server.token(`member-${(index * 15_485_863) % members}`, 'BUYER')),
);
const service = await server.token('service', 'SERVICE');

const pages = {
  'a buyer’s plan for a stage': (round: number) =>
    ask(
      server.url,
      buyers[round % 50] ?? '',
      '{ viewer { unlockPlan(stage: "GOLD") { methods { method chances { left } outstanding { step } } spend { remaining { amount } } } } }',
    ),
  'a buyer’s events from the beginning': (round: number) =>
    ask(
      server.url,
      buyers[round % 50] ?? '',
      '{ viewer { events { __typename ... on MemberEventsSuccess { events { __typename cursor } } } } }',
    ),
  'a page of 50 of the review queue': () =>
    ask(
      server.url,
      reviewer,
      '{ reviewQueue(first: 50) { totalCount nodes { id stage { code } identity { __typename } member { id name } expectedResult { latest } } } }',
    ),
  'an order recorded': (round: number) =>
    ask(
      server.url,
      service,
      `mutation { recordOrder(input: { order: "m-${round}", member: { subject: "member-${(round * 7919) % members}" }, amount: { amount: 100, currency: "USD" } }) { __typename } }`,
    ),
};
for (const [name, run] of Object.entries(pages)) {
  const times: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const began = performance.now();
    await run(round);
    times.push(performance.now() - began);
  }
  say(`${name}: ${sayQuantiles(times)}.`);
}
await server.close();
