import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { withdrawVerification } from '../support/buyer-operations.ts';
import { begin, handInTaxNumber, remove, sendCode, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { approveNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { addJob, pullForward, untilDone } from './job-table.ts';

const TEAM = 'reviewers@market.example';
const policy = (shipped: string) => shipped.replace('# remindersTo:', 'remindersTo:');
/** At this hour in New York; these days know no clock change. */
const at = (day: string, time = '09:00:00') => new Date(`${day}T${time}-05:00`);
const MONDAY = '2027-03-01';
const FRIDAY = '2027-03-05';

let server: TestServer;
/** Another server on the same database, with the same clock and mail server. */
let twin: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  const now = at(MONDAY, '10:00:00');
  server = await startServerForTests({ now, policy });
  twin = await startServerForTests({
    now,
    policy,
    env: { DATABASE_URL: server.databaseUrl, SMTP_URL: server.mails.url },
  });
  database = await readDatabase(server.databaseUrl);
});
beforeEach(() => setNow(at(MONDAY, '10:00:00')));
afterAll(async () => {
  await database.close();
  await twin.close();
  await server.close();
});

function setNow(now: Date): void {
  server.setNow(now);
  twin.setNow(now);
}

/** Lets the day's reminders go out at this moment, and once more: as if the queue had forgotten that it was done. */
async function remind(task: string, now: Date): Promise<void> {
  setNow(now);
  await pullForward(database, task);
  await untilDone(database, task);
  await addJob(database, task, { day: MONDAY });
  await untilDone(database, task);
  await untilDone(database, 'send_mail');
}

const scheduled = () =>
  database.rows(`select key, run_at from graphile_worker.jobs where key like '____-%' order by key`);
const mailsTo = (address: string) => server.mails.mails.filter(({ to }) => to === address);

it('are in the queue once, however many servers there are', async () => {
  const expected = [
    { key: '2027-03-02#apply_retention', run_at: at('2027-03-02', '04:00:00') },
    { key: '2027-03-02#remind_of_drafts', run_at: at('2027-03-02') },
    { key: '2027-03-02#remind_of_due_cases', run_at: at('2027-03-02') },
  ];
  await vi.waitFor(async () => expect(await scheduled()).toEqual(expected), 20_000);
  await twin.restart();
  expect(await scheduled()).toEqual(expected);
});

it('tell the reviewers’ team each working day once how many cases are due, and name nobody', async () => {
  const [silver, gold] = [await submitVerification(server), await submitVerification(server, { stage: 'GOLD' })];
  await remind('remind_of_due_cases', at('2027-03-04'));
  expect(mailsTo(TEAM)).toEqual([]);

  await remind('remind_of_due_cases', at(FRIDAY));
  expect(mailsTo(TEAM).map(({ subject }) => subject)).toEqual(['Today at Sample Market: 2 due, 0 overdue']);
  const [friday] = mailsTo(TEAM);
  expect(friday?.text).toContain('- Gold: 1 due today, 0 overdue\n- Silver: 1 due today, 0 overdue');
  for (const secret of [silver.email, gold.email, 'Harbour', 'Test Person', silver.id]) {
    expect(`${friday?.text}${friday?.html}`).not.toContain(secret);
  }

  // A job that comes late, on a day off, says nothing.
  await remind('remind_of_due_cases', at('2027-03-06', '12:00:00'));
  expect(mailsTo(TEAM)).toHaveLength(1);
  await approveNow(await server.signIn('REVIEWER'), gold.id);
  await remind('remind_of_due_cases', at('2027-03-08'));
  expect(mailsTo(TEAM).map(({ subject }) => subject)).toEqual([
    'Today at Sample Market: 2 due, 0 overdue',
    'Today at Sample Market: 0 due, 1 overdue',
  ]);
});

it('add the next working day’s to the queue', async () => {
  await remind('remind_of_due_cases', at(FRIDAY, '11:00:00'));
  const keys = await database.rows(
    `select key from graphile_worker.jobs where task_identifier = 'remind_of_due_cases'`,
  );
  expect(keys).toContainEqual({ key: '2027-03-08#remind_of_due_cases' });
  for (const { key } of keys) expect(key).not.toMatch(/^2027-03-0[67]/);
});

it('tell a buyer once of a draft that was left for seven days, and what is still to do', async () => {
  const email = `${randomUUID()}@buyer.example`;
  const buyer = await signInBuyer(server, undefined, { email, name: 'Ada' });
  await begin(buyer, 'MATERIALS');
  await remind('remind_of_drafts', at('2027-03-08'));
  expect(mailsTo(email)).toEqual([]);

  await remind('remind_of_drafts', at('2027-03-09'));
  expect(mailsTo(email).map(({ subject }) => subject)).toEqual(['Your way to Silver is still open']);
  const [mail] = mailsTo(email);
  expect(mail?.text).toContain('Hello Ada,');
  expect(mail?.text).toMatch(/- Hand in: Bank statement.*\n- Hand your materials in for review\./);
  expect(mail?.text).toContain('Going on costs no chance.');
  await remind('remind_of_drafts', at('2027-03-10'));
  expect(mailsTo(email)).toHaveLength(1);
});

it('wait for seven days after the buyer last did something about a draft', async () => {
  const people = Array.from({ length: 4 }, () => `${randomUUID()}@buyer.example`);
  const buyers = await Promise.all(people.map((email) => signInBuyer(server, undefined, { email })));
  const [uploader, remover, resumer, coder] = buyers;
  if (!uploader || !remover || !resumer || !coder) throw new Error('four signed in');
  const [uploads, removes] = [await begin(uploader, 'MATERIALS'), await begin(remover, 'MATERIALS')];
  const material = await uploaded(remover, removes, 'BANK_STATEMENT');
  await begin(resumer, 'TAX_NUMBER');
  const codes = await begin(coder, 'EMAIL');
  setNow(at('2027-03-04'));
  await uploaded(uploader, uploads, 'BANK_STATEMENT');
  await remove(remover, material);
  await begin(resumer, 'TAX_NUMBER');
  await sendCode(coder, codes, `office@${randomUUID()}.example`);

  const told = () => people.map((email) => mailsTo(email).length);
  await remind('remind_of_drafts', at('2027-03-10'));
  expect(told()).toEqual([0, 0, 0, 0]);
  await remind('remind_of_drafts', at('2027-03-12'));
  expect(told()).toEqual([1, 1, 1, 1]);
});

it('are not sent of what was handed in, withdrawn, unlocked otherwise or left long ago, nor without an address', async () => {
  const email = `${randomUUID()}@buyer.example`;
  const buyer = await signInBuyer(server, undefined, { email });
  await handInTaxNumber(buyer, await begin(buyer, 'TAX_NUMBER'));
  const withdrawn = await begin(buyer, 'EMAIL');
  await buyer.data(withdrawVerification, { input: { verification: withdrawn } });
  const unlocked = `${randomUUID()}@buyer.example`;
  const other = await signInBuyer(server, undefined, { email: unlocked });
  await begin(other, 'MATERIALS');
  await approveNow(await server.signIn('REVIEWER'), (await submitVerification(server, { buyer: other })).id);
  await begin(await signInBuyer(server, undefined, { email: '' }), 'MATERIALS');
  await remind('remind_of_drafts', at('2027-03-09'));
  for (const address of [email, unlocked]) {
    expect(mailsTo(address).filter(({ subject }) => subject.includes('still open'))).toEqual([]);
  }

  const late = `${randomUUID()}@buyer.example`;
  setNow(at('2027-01-04'));
  await begin(await signInBuyer(server, undefined, { email: late }), 'MATERIALS');
  await remind('remind_of_drafts', at('2027-03-10'));
  expect(mailsTo(late)).toEqual([]);
  expect(await database.rows('select from graphile_worker.jobs where attempts >= max_attempts')).toEqual([]);
});
