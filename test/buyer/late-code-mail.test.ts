import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { begin, giveCode, sendCode, signInBuyer } from '../support/buyer-steps.ts';
import { codeIn } from '../support/mailed-code.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const mailsToGo = "select 1 from graphile_worker.jobs where task_identifier = 'send_mail'";
const noon = Date.parse('2026-03-02T17:00:00.000Z');

let server: TestServer;
let database: Client;
beforeAll(async () => {
  server = await startServerForTests({ now: new Date(noon) });
  database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
  // Mails wait, as they do while a mail server is away.
  await database.query(`
    create function hold_job() returns trigger language plpgsql as $$
    begin
      new.run_at := 'infinity';
      return new;
    end $$;
    create trigger job_is_held before insert on graphile_worker._private_jobs for each row execute function hold_job();
  `);
});
afterAll(async () => {
  await database.end();
  await server.close();
});

async function letMailsGo(): Promise<void> {
  await database.query('update graphile_worker._private_jobs set run_at = now()');
  await vi.waitFor(async () => expect((await database.query(mailsToGo)).rows).toEqual([]), {
    timeout: 15_000,
    interval: 100,
  });
}

it('a code that another one has overtaken is not mailed any more, least of all to the other’s address', async () => {
  const buyer = await signInBuyer(server);
  const draft = await begin(buyer, 'EMAIL');
  await sendCode(buyer, draft, 'wrong@overtaken.example');
  server.setNow(new Date(noon + 60_000));
  await sendCode(buyer, draft, 'right@overtaken.example');
  await letMailsGo();
  const arrived = server.mails.mails.filter(({ to }) => to.endsWith('@overtaken.example'));
  expect(arrived.map(({ to }) => to)).toEqual(['right@overtaken.example']);
  const [mail] = arrived;
  expect(await giveCode(buyer, draft, mail ? codeIn(mail) : '')).toMatchObject({
    __typename: 'SubmitEmailCodeSuccess',
  });
  await buyer.close();
});

it('a code that has run out is not mailed any more', async () => {
  server.setNow(new Date(noon));
  const buyer = await signInBuyer(server);
  await sendCode(buyer, await begin(buyer, 'EMAIL'), 'owner@too-late.example');
  server.setNow(new Date(noon + 600_000));
  await letMailsGo();
  expect(server.mails.mails.filter(({ to }) => to === 'owner@too-late.example')).toEqual([]);
  await buyer.close();
});
