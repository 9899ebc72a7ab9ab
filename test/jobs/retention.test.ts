import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, handInMaterials, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { materialFiles } from '../support/material-files.ts';
import { rejectNow } from '../support/quick-review.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { addJob, pullForward, untilDone } from './job-table.ts';

const START = Date.parse('2026-11-23T15:00:00Z');
const daysLater = (days: number) => new Date(START + days * 86_400_000);

let server: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  server = await startServerForTests({ now: daysLater(0) });
  database = await readDatabase(server.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

/** Removes what is too old so many days after the start. */
async function applyRetention(days: number): Promise<void> {
  server.setNow(daysLater(days));
  // Whichever day it was meant for.
  await addJob(database, 'apply_retention', { day: '2026-11-24' });
  await pullForward(database, 'apply_retention');
  await untilDone(database, 'apply_retention');
  const failed = `select last_error from graphile_worker.jobs where task_identifier = 'apply_retention' and attempts > 0`;
  expect(await database.rows(failed)).toEqual([]);
}

async function draftWithFile(buyer: TestClient): Promise<string> {
  const id = await begin(buyer, 'MATERIALS');
  await uploaded(buyer, id, 'BANK_STATEMENT');
  return id;
}

async function withdraw(buyer: TestClient, verification: string): Promise<void> {
  await buyer.data(withdrawVerification, { input: { verification } });
}

const recordsOf = (id: string) => database.count('material', 'verification_id', id);

describe('the files of drafts', () => {
  /** By what became of them; each holds one file, but for `kept`, which holds two of an earlier run. */
  const drafts: Record<'withdrawn' | 'withdrawnLater' | 'submitted' | 'abandoned' | 'touched' | 'kept', string> = {
    withdrawn: '',
    withdrawnLater: '',
    submitted: '',
    abandoned: '',
    touched: '',
    kept: '',
  };
  let toucher: TestClient;

  beforeAll(async () => {
    const buyer = () => signInBuyer(server);
    const [withdrawer, later, submitter] = [await buyer(), await buyer(), await buyer()];
    toucher = await buyer();
    drafts.withdrawn = await draftWithFile(withdrawer);
    await withdraw(withdrawer, drafts.withdrawn);
    drafts.submitted = await draftWithFile(submitter);
    await handInMaterials(submitter, drafts.submitted);
    await withdraw(submitter, drafts.submitted);
    drafts.abandoned = await draftWithFile(await buyer());
    drafts.touched = await draftWithFile(toucher);
    drafts.withdrawnLater = await draftWithFile(later);

    const { identity, kinds } = sampleIdentity('OFFLINE_RETAILER');
    const shop = await signInBuyer(server, identity);
    const rejected = await begin(shop, 'MATERIALS');
    const files = [];
    for (const kind of kinds) files.push(await uploaded(shop, rejected, kind, materialFiles.webp));
    await handInMaterials(shop, rejected);
    const reasons = [{ code: 'MATERIAL_UNREADABLE' as const, material: files[0] ?? '' }];
    await rejectNow(await server.signIn('REVIEWER'), rejected, reasons);
    drafts.kept = await begin(shop, 'MATERIALS');
    await withdraw(shop, drafts.kept);

    server.setNow(daysLater(20));
    await withdraw(later, drafts.withdrawnLater);
    server.setNow(daysLater(170));
    await begin(toucher, 'MATERIALS');
  });

  const records = async () => {
    const counts: Record<string, number> = {};
    for (const [what, id] of Object.entries(drafts)) counts[what] = await recordsOf(id);
    return counts;
  };
  const all = { withdrawn: 1, withdrawnLater: 1, submitted: 1, abandoned: 1, touched: 1, kept: 2 };

  it('stay for thirty days after a draft was withdrawn', async () => {
    await applyRetention(29);
    expect(await records()).toEqual(all);
    expect(await filesOf(server)).toHaveLength(8);
  });

  it('go then, but for those that another verification keeps, and those that were submitted', async () => {
    await applyRetention(31);
    expect(await records()).toEqual({ ...all, withdrawn: 0, kept: 0 });
    // The earlier run has its three as before.
    expect(await filesOf(server)).toHaveLength(7);
  });

  it('go from an open draft that nobody touched for half a year', async () => {
    await applyRetention(179);
    expect(await records()).toEqual({ ...all, withdrawn: 0, kept: 0, withdrawnLater: 0 });
    await applyRetention(181);
    expect(await records()).toEqual({ ...all, withdrawn: 0, kept: 0, withdrawnLater: 0, abandoned: 0 });
    // The photo of what was decided goes after 180 days by itself.
    expect(await filesOf(server)).toHaveLength(4);
    const [draft] = await database.rows('select status from verification where id = $1', [drafts.abandoned]);
    expect(draft).toEqual({ status: 'DRAFT' });
  });
});

it('what nobody needs any more goes, in batches, and nothing else', async () => {
  const days = 400;
  await database.rows('delete from mail');
  await database.rows('delete from reminder');
  await database.rows(
    `insert into mail (id, kind, attempts, tried_at, sent_at)
      select 'old ' || nth, 'KIND', 1, $1::timestamptz - interval '91 days', now() from generate_series(1, 1203) nth
      union all select 'new ' || nth, 'KIND', 1, $1::timestamptz - interval '89 days', now() from generate_series(1, 3) nth`,
    [daysLater(days)],
  );
  await database.rows(
    `insert into reminder (kind, occasion, at)
      values ('CASES_DUE', 'old', $1::timestamptz - interval '91 days'), ('CASES_DUE', 'new', $1::timestamptz - interval '89 days')`,
    [daysLater(days)],
  );
  await database.rows(
    `insert into email_code (verification_id, email, salt, hash, sent_at, expires_at)
      select id, 'a@b.example', '', '', now(), $1::timestamptz - make_interval(hours => 21 + 2 * (row_number() over (order by id))::int)
      from (select id from verification order by id limit 2) verification`,
    [daysLater(days)],
  );
  await database.rows(
    `insert into code_limit (key, points, expire) values
      ('old', 1, (extract(epoch from now()) * 1000)::bigint - 1), ('new', 1, (extract(epoch from now()) * 1000)::bigint + 600000)`,
  );
  await database.rows(
    `insert into server (id, beat_at, version) values (gen_random_uuid(), now() - interval '2 days', 'gone')`,
  );
  const ids = [
    await addJob(database, 'unknown', {}),
    await addJob(database, 'unknown', {}),
    await addJob(database, 'unknown', {}),
  ];
  await database.rows('select from graphile_worker.permanently_fail_jobs($1::bigint[])', [ids.slice(0, 2)]);
  await database.rows(
    `update graphile_worker._private_jobs set updated_at = $2::timestamptz - make_interval(days => case id when $1 then 91 else 89 end)
      where id = any($3::bigint[])`,
    [ids[0], daysLater(days), ids],
  );

  await applyRetention(days);
  expect(await database.rows('select id from mail order by id')).toEqual([
    { id: 'new 1' },
    { id: 'new 2' },
    { id: 'new 3' },
  ]);
  expect(await database.rows('select occasion from reminder')).toEqual([{ occasion: 'new' }]);
  expect(await database.rows('select expires_at from email_code')).toEqual([
    { expires_at: new Date(daysLater(days).getTime() - 23 * 3_600_000) },
  ]);
  expect(await database.rows('select key from code_limit')).toEqual([{ key: 'new' }]);
  expect(await database.rows(`select from server where version = 'gone'`)).toEqual([]);
  expect(
    await database.rows(`select id::text from graphile_worker.jobs where task_identifier = 'unknown' order by id`),
  ).toEqual(ids.slice(1).map((id) => ({ id })));
  await database.rows('select from graphile_worker.complete_jobs($1::bigint[])', [ids]);
});
