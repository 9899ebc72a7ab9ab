import { randomUUID } from 'node:crypto';
import { callbackify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startReceivingServer, type ReceivingServer } from '../mail/receiving-server.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { untilDone } from './job-table.ts';

const soon = { timeout: 60_000, interval: 100 };

let own: TestDatabase;
let way: CuttableProxy;
let database: DatabaseReader;
let mailServer: ReceivingServer;
let server: TestServer;
/** Called when a mail is being handed over; its answer waits for what it returns. */
let beforeYes: () => Promise<void>;
beforeAll(async () => {
  own = await createTestDatabase();
  way = await openCuttableProxy(own.url);
  database = await readDatabase(own.url);
  mailServer = await startReceivingServer({
    onMailFrom: (_address, _session, callback) => callbackify(beforeYes)(callback),
  });
  server = await startServerForTests({
    env: { DATABASE_URL: way.url, SMTP_URL: `smtp://127.0.0.1:${mailServer.port}` },
  });
});
afterAll(async () => {
  await server.close();
  await mailServer.stop();
  await database.close();
  await way.cut();
  await own.drop();
});

it('a mail that is sent while the database is away is kept as sent when that is back, and not sent again', async () => {
  const cut = Promise.withResolvers<void>();
  beforeYes = async () => {
    await way.cut();
    cut.resolve();
  };
  const email = `${randomUUID()}@buyer.example`;
  const buyer = await server.signIn('BUYER', { email });
  await submitVerification(server, { buyer }).catch(() => undefined);
  await cut.promise;
  await vi.waitFor(() => expect(mailServer.arrived).toHaveLength(1), soon);
  expect(await database.rows('select from mail where sent_at is null')).toHaveLength(1);
  expect(await database.rows('select from mail where sent_at is not null')).toEqual([]);

  beforeYes = async () => undefined;
  await way.mend();
  await untilDone(database, 'send_mail', 60_000);
  expect(await database.rows('select attempts, sent_at is not null as sent from mail')).toEqual([
    { attempts: 1, sent: true },
  ]);
  // The runner goes on, and sends what comes next and nothing else.
  const next = await submitVerification(server);
  await vi.waitFor(() => expect(mailServer.arrived).toHaveLength(2), soon);
  expect(mailServer.arrived.map(({ recipients }) => recipients)).toEqual([[email], [next.email]]);
}, 120_000);
