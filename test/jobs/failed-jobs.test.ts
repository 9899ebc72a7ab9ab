import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { jobTasks, nameOfJobTask } from '../../src/domain/job-task.ts';
import type { TestClient } from '../support/client.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { failedJobs, jobQueue, retryAllFailedJobs, retryFailedJob } from '../support/operator-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { addJob, pullForward, untilDone } from './job-table.ts';
import { startRefusingMailServer, type RefusingMailServer } from './refusing-mail-server.ts';

const GONE = 550;
const LATER = 451;

let mailServer: RefusingMailServer;
let server: TestServer;
let operator: TestClient;
let database: DatabaseReader;
beforeAll(async () => {
  mailServer = await startRefusingMailServer();
  server = await startServerForTests({ env: { SMTP_URL: mailServer.url } });
  operator = await server.signIn('OPERATOR');
  database = await readDatabase(server.databaseUrl);
});
beforeEach(async () => {
  mailServer.refused.clear();
  await operator.data(retryAllFailedJobs, { input: {} });
  await untilDone(database, 'send_mail');
});
afterAll(async () => {
  await database.close();
  await server.close();
  await mailServer.stop();
});

const waiting = { timeout: 30_000, interval: 100 };

async function failed() {
  return (await operator.data(failedJobs, {})).failedJobs.nodes;
}

/** A submission whose mail is answered so. */
async function submitRefused(code: number) {
  const email = `ada.${randomUUID()}@buyer.example`;
  mailServer.refused.set(email, code);
  const buyer = await server.signIn('BUYER', { email, name: 'Ada Lovelace' });
  const { id } = await submitVerification(server, { buyer });
  return { email, id };
}

async function submitManyRefused(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) await submitRefused(GONE);
  await vi.waitFor(async () => expect(await failed()).toHaveLength(count), waiting);
}

const retryAll = async (input: { task?: 'SEND_MAIL' | 'LAPSE_CLAIM' | 'OTHER' }) =>
  (await operator.data(retryAllFailedJobs, { input })).retryAllFailedJobs;
const readPage = async (after: string | null) => (await operator.data(failedJobs, { first: 2, after })).failedJobs;

it('every task has a name in the contract', async () => {
  const named = jobTasks.filter((task) => task !== 'OTHER').map(nameOfJobTask);
  await vi.waitFor(async () => {
    const known = await database.rows('select identifier from graphile_worker._private_tasks');
    expect(new Set(known.map((row) => row['identifier']))).toEqual(new Set(named));
  }, waiting);
});

it('a mail that is refused for good is a failed job at once, and is sent when it is retried', async () => {
  const { email, id } = await submitRefused(GONE);
  const job = await vi.waitFor(async () => {
    const [first] = await failed();
    if (first === undefined) throw new Error('none has failed');
    return first;
  }, waiting);
  expect(job).toMatchObject({
    task: 'SEND_MAIL',
    about: `VERIFICATION_SUBMITTED ${id}`,
    attempts: 1,
    lastError: 'MailRefusedError 550 5.1.1',
  });
  expect(Date.parse(job.failedAt)).toBeGreaterThanOrEqual(Date.parse(job.createdAt));
  expect(await database.rows('select kind, attempts, refusal, sent_at from mail where refused_at is not null')).toEqual(
    [{ kind: 'VERIFICATION_SUBMITTED', attempts: 1, refusal: '550 5.1.1', sent_at: null }],
  );

  mailServer.refused.delete(email);
  const input = { job: job.id };
  expect(await operator.data(retryFailedJob, { input })).toMatchObject({
    retryFailedJob: { __typename: 'RetryFailedJobSuccess', queue: { failed: 0 } },
  });
  await vi.waitFor(() => expect(mailServer.arrivedFor(email)).toHaveLength(1), waiting);
  await vi.waitFor(
    async () =>
      expect(await database.rows('select from mail where refused_at is not null or sent_at is null')).toEqual([]),
    waiting,
  );
  expect(await failed()).toEqual([]);
  expect((await operator.data(retryFailedJob, { input })).retryFailedJob.__typename).toBe('FailedJobNotFound');
});

it('a mail that is refused again when it is retried fails again', async () => {
  await submitManyRefused(1);
  const [first] = await failed();
  await operator.data(retryFailedJob, { input: { job: first?.id ?? '' } });
  await vi.waitFor(async () => {
    const [again] = await failed();
    expect(again).toMatchObject({ id: first?.id, attempts: 1, lastError: 'MailRefusedError 550 5.1.1' });
    expect(again?.failedAt).not.toBe(first?.failedAt);
  }, waiting);
});

it('what there is not can’t be retried, whatever its id', async () => {
  for (const job of ['0', '1', '999999999999999999', '9'.repeat(30), '-1', 'nonsense', '', '1; drop table mail']) {
    expect([job, await operator.data(retryFailedJob, { input: { job } })]).toMatchObject([
      job,
      { retryFailedJob: { __typename: 'FailedJobNotFound' } },
    ]);
  }
});

it('a job that is tried again by itself is none that failed', async () => {
  const { email } = await submitRefused(LATER);
  await vi.waitFor(async () => {
    expect((await operator.data(jobQueue, {})).jobQueue).toMatchObject({ retrying: 1, failed: 0 });
  }, waiting);
  const [job] = await database.rows("select id from graphile_worker.jobs where task_identifier = 'send_mail'");
  const input = { job: String(job?.['id']) };
  expect((await operator.data(retryFailedJob, { input })).retryFailedJob.__typename).toBe('FailedJobNotFound');
  mailServer.refused.clear();
  await pullForward(database, 'send_mail');
  await vi.waitFor(() => expect(mailServer.arrivedFor(email)).toHaveLength(1), waiting);
});

it('all of a task are retried at once, and none of another', async () => {
  await submitManyRefused(3);
  expect(await retryAll({ task: 'LAPSE_CLAIM' })).toMatchObject({ __typename: 'NothingFailed' });
  expect(await retryAll({ task: 'OTHER' })).toMatchObject({ __typename: 'NothingFailed' });
  mailServer.refused.clear();
  expect(await retryAll({ task: 'SEND_MAIL' })).toMatchObject({ retried: 3, queue: { failed: 0 } });
  expect(await retryAll({})).toMatchObject({ __typename: 'NothingFailed' });
});

it('are shown by pages, the newest first, by one statement each', async () => {
  await submitManyRefused(5);
  const all = (await failed()).map(({ id }) => id);
  expect(all).toEqual(all.toSorted((one, other) => Number(other) - Number(one)));
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const query = vi.spyOn(Client.prototype, 'query');
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(after);
    const texts = query.mock.calls.map(([statement]) => JSON.stringify(statement));
    query.mockRestore();
    expect(texts.filter((text) => text.includes('lastError'))).toHaveLength(1);
    expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    seen.push(...page.nodes.map(({ id }) => id));
    [after, more] = [page.pageInfo.endCursor ?? null, page.pageInfo.hasNextPage];
  }
  expect(seen).toEqual(all);
});

it.each(['bm9uZQ', 'WyIxIiwiMiJd', 'WyItMSJd', ''])('a page after %j is refused', async (after) => {
  const { errors } = await operator.run(failedJobs, { after });
  expect(errors?.map((error) => error.extensions?.code)).toEqual(['BAD_USER_INPUT']);
});

it('a job of a version that is not this one is shown as such', async () => {
  const id = await addJob(database, 'from_the_future', {});
  await database.rows(`select from graphile_worker.permanently_fail_jobs(array[$1::bigint], 'Ada lives elsewhere')`, [
    id,
  ]);
  expect(await failed()).toMatchObject([{ id, task: 'OTHER', about: null, lastError: 'Error' }]);
  await database.rows('select from graphile_worker.complete_jobs(array[$1::bigint])', [id]);
});

it('nothing of what went wrong is kept but its name and code', async () => {
  const findFaults = async (count: number) =>
    vi.waitFor(async () => {
      const rows = await database.rows('select last_error from graphile_worker.jobs where last_error is not null');
      expect(rows).toHaveLength(count);
      return rows.map((row) => row['last_error']);
    }, waiting);
  await submitRefused(GONE);
  await submitRefused(LATER);
  // What is tried again would fail by what comes next.
  const ofTheMailServer = await findFaults(2);
  // A fault of the database itself speaks of data and SQL.
  await database.rows(`
    create function complain() returns trigger language plpgsql as $$
    begin
      raise exception 'Key (email)=(ada@buyer.example) is not liked' using errcode = 'P0042';
    end $$`);
  await database.rows('create trigger complains before insert on mail for each row execute function complain()');
  await submitRefused(LATER);
  const faults = [...ofTheMailServer, ...(await findFaults(3))];
  await database.rows('drop trigger complains on mail');
  const kept = ['DatabaseError P0042', 'MailRefusedError 550 5.1.1', 'MailUnavailableError 451 4.1.1'];
  expect(new Set(faults)).toEqual(new Set(kept));
  mailServer.refused.clear();
  await pullForward(database, 'send_mail');
});
