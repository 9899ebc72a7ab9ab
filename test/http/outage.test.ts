import { print } from 'graphql';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { openEventStream } from '../support/event-stream.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const viewer = graphql(`
  query OutageViewer {
    viewer {
      id
    }
  }
`);
const changed = graphql(`
  subscription OutageChanged($after: Cursor) {
    membershipChanged(after: $after) {
      change {
        to {
          code
        }
      }
    }
  }
`);
const upload = graphql(`
  mutation OutageUpload($file: Upload!) {
    uploadMaterial(input: { verification: "0", kind: STORE_PHOTO, file: $file }) {
      __typename
    }
  }
`);

const BEGINNING = toCursor(LOG_BEGINNING);
const SILVER = 100_000;
const GOLD = 1_000_000;
const PLATINUM = 30_000_000;

let database: TestDatabase;
let proxy: CuttableProxy;
/** The server whose way to the database is cut. */
let server: TestServer;
/** Another server on the same database, which loses nothing. */
let other: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await openCuttableProxy(database.url);
  server = await startServerForTests({ env: { DATABASE_URL: proxy.url } });
  other = await startServerForTests({ env: { DATABASE_URL: database.url } });
});
afterAll(async () => {
  await server.close();
  await other.close();
  await proxy.cut();
  await database.drop();
});

const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;
const mend = async () => {
  await proxy.mend();
  await vi.waitFor(async () => expect(await status('/readyz')).toBe(200), { timeout: 15_000 });
};
const spend = async (service: TestClient, subject: string, amount: number) => {
  const input = { order: `${subject}-${amount}`, member: { subject }, amount: { amount, currency: 'USD' } };
  expect(await service.data(recordOrder, { input })).toMatchObject({
    recordOrder: { __typename: 'RecordOrderSuccess', unlocked: expect.anything() },
  });
};
const level = (code: string) => ({ value: { data: { membershipChanged: { change: { to: { code } } } } } });

it('says that it is away while its database is, and answers again by itself when that is back', async () => {
  const buyer = await server.signIn('BUYER');
  await buyer.data(viewer, {});
  expect(await status('/readyz')).toBe(200);
  await proxy.cut();

  expect(await status('/readyz')).toBe(503);
  expect(await status('/healthz')).toBe(200);
  const away = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${buyer.token}` },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  const message = 'The server can’t answer right now. Try again in a moment.';
  const errors = [{ message, extensions: { code: 'SERVICE_UNAVAILABLE' } }];
  expect([away.status, await away.json()]).toEqual([503, { errors }]);
  // By status, so that its client comes back.
  const stream = await openEventStream(server.url, { token: buyer.token, query: print(changed) });
  expect([stream.status, stream.codes]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
  const file = { name: 'shop.png', type: 'image/png', content: new Uint8Array(1000) };
  expect(await buyer.upload(upload, { file: null }, file, 'variables.file')).toEqual({ errors });

  await mend();
  await buyer.data(viewer, {});
});

it('pushes after an outage what happened meanwhile, in order and once', async () => {
  const [buyer, service] = await Promise.all([server.signIn('BUYER', { subject: 'away' }), other.signIn('SERVICE')]);
  await buyer.data(viewer, {});
  const events = buyer.subscribe(changed, { after: BEGINNING });
  await spend(service, 'away', SILVER);
  expect(await events.next()).toMatchObject(level('SILVER'));

  await proxy.cut();
  await spend(service, 'away', GOLD);
  await mend();
  expect(await events.next()).toMatchObject(level('GOLD'));
  await spend(service, 'away', PLATINUM);
  expect(await events.next()).toMatchObject(level('PLATINUM'));
  await events.return?.();
});

it('pushes an event late that was being read when the database went away', async () => {
  const [buyer, service] = await Promise.all([server.signIn('BUYER', { subject: 'late' }), other.signIn('SERVICE')]);
  await buyer.data(viewer, {});
  const events = buyer.subscribe(changed, { after: BEGINNING });
  await spend(service, 'late', SILVER);
  expect(await events.next()).toMatchObject(level('SILVER'));

  // While an older transaction runs, nobody reads what committed after it.
  const [older, lock] = [
    new Client({ connectionString: database.url }),
    new Client({ connectionString: database.url }),
  ];
  await Promise.all([older.connect(), lock.connect()]);
  await older.query('begin; select pg_current_xact_id()');
  const late = events.next();
  await spend(service, 'late', GOLD);
  // The mail's job reads what the event does.
  const mails = "select from graphile_worker.jobs where task_identifier = 'send_mail'";
  await vi.waitFor(async () => expect((await lock.query(mails)).rowCount).toBe(0), 10_000);
  await lock.query('begin; lock table membership_change in access exclusive mode');
  await older.query('rollback');
  await vi.waitFor(async () => {
    const waiting = await lock.query(
      "select from pg_locks where relation = 'membership_change'::regclass and not granted",
    );
    expect(waiting.rowCount).toBe(1);
  });
  await proxy.cut();
  await lock.query('rollback');
  await mend();
  expect(await late).toMatchObject(level('GOLD'));
  await Promise.all([older.end(), lock.end(), events.return?.()]);
});

it('goes on sending mails after an outage', async () => {
  await other.close();
  const [buyer, service] = await Promise.all([
    server.signIn('BUYER', { subject: 'mailed', email: 'mailed@outage.example' }),
    server.signIn('SERVICE'),
  ]);
  await buyer.data(viewer, {});
  await spend(service, 'mailed', SILVER);
  const mail = await server.mails.waitFor('mailed@outage.example', /Silver/);
  expect(mail.text).toContain('Silver');
});
