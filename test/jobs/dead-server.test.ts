import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import { startReceivingServer, type ReceivingServer } from '../mail/receiving-server.ts';
import {
  buildServer,
  makeDataFolder,
  startProcess,
  type BuiltServer,
  type ServerProcess,
} from '../server/server-process.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { post } from '../support/raw-http.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { untilDone } from './job-table.ts';

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
});
afterAll(() => built.remove());

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Scene {
  readonly url: string;
  readonly database: DatabaseReader;
  readonly mailServer: ReceivingServer;
  /** Resolves when the first mail is being handed over, to which the mail server does not say a word. */
  readonly firstIsOnItsWay: Promise<unknown>;
}

/** A database of its own, and a mail server that never answers to the first mail. */
async function setScene(): Promise<Scene> {
  const own: TestDatabase = await createTestDatabase();
  const database = await readDatabase(own.url);
  const firstIsOnItsWay = Promise.withResolvers<void>();
  let isFirst = true;
  const mailServer = await startReceivingServer({
    onMailFrom(_address, _session, callback) {
      if (!isFirst) return callback(null);
      isFirst = false;
      firstIsOnItsWay.resolve();
    },
  });
  cleanups.push(
    () => own.drop(),
    () => database.close(),
    () => mailServer.stop(),
  );
  return { url: own.url, database, mailServer, firstIsOnItsWay: firstIsOnItsWay.promise };
}

/** A server in a process of its own, and its row in the list. */
interface Listed extends ServerProcess {
  readonly url: string;
  readonly id: string;
  readonly dataDir: string;
}

async function startServer({ url: databaseUrl, database, mailServer }: Scene): Promise<Listed> {
  const before = new Set((await database.rows('select id from server')).map((row) => row['id']));
  const dataDir = await makeDataFolder();
  const server = startProcess(built, {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
    SAMPLE_DATA: 'false',
  });
  const { url } = await server.greeting;
  const row = (await database.rows('select id from server')).find(({ id }) => !before.has(id));
  return { ...server, url, dataDir, id: String(row?.['id']) };
}

/** Two servers, of which the first is sending a mail to this address, to which the mail server says nothing. */
async function startTwoOfWhomOneSends(scene: Scene, email: string): Promise<readonly [Listed, Listed]> {
  const servers = [await startServer(scene), await startServer(scene)] as const;
  await submit(servers[0], email);
  await scene.firstIsOnItsWay;
  const [holder] = await scene.database.rows(`
    select server.id from server join graphile_worker.jobs on locked_by = any(worker_ids) where task_identifier = 'send_mail'
  `);
  return holder?.['id'] === servers[0].id ? servers : [servers[1], servers[0]];
}

/** Hands a tax number in, by a new buyer of this address. */
async function submit({ url, dataDir }: Listed, email: string): Promise<void> {
  const issuer = await createDevelopmentIssuer(dataDir);
  const person = { key: email, subject: email, name: 'Test Person', email, about: '' };
  const { token } = await issuer.issue({ ...person, roles: ['BUYER'] });
  const ask = async (query: string) => (await post({ url, token }, { query })).text;
  await ask(
    'mutation { declareIdentity(input: { identity: { wholesaler: { companyName: "A GmbH", productCategories: "B" } } }) { __typename } }',
  );
  const begun = await ask(
    'mutation { beginVerification(input: { stage: "SILVER", method: TAX_NUMBER }) { ... on BeginVerificationSuccess { verification { id } } } }',
  );
  const id = /"id":"([^"]+)"/.exec(begun)?.[1] ?? '';
  const submitted = await ask(
    `mutation { submitTaxNumber(input: { verification: "${id}", country: "DE", taxNumber: "DE136695976" }) { __typename } }`,
  );
  expect(submitted).toContain('SubmitTaxNumberSuccess');
}

const arrivedFor = ({ mailServer }: Scene, email: string) =>
  mailServer.arrived.filter(({ recipients }) => recipients.includes(email));
const soon = { timeout: 90_000, interval: 200 };

it('a mail that a killed server was sending is sent by another within seconds', async () => {
  const scene = await setScene();
  const [sender, other] = await startTwoOfWhomOneSends(scene, 'killed@buyer.example');
  sender.kill('SIGKILL');
  await sender.ended;
  const killed = performance.now();
  await vi.waitFor(() => expect(arrivedFor(scene, 'killed@buyer.example')).toHaveLength(1), soon);
  expect(performance.now() - killed).toBeLessThan(30_000);
  await untilDone(scene.database, 'send_mail');
  expect(await scene.database.rows('select id from server')).toEqual([{ id: other.id }]);
  other.kill('SIGTERM');
  expect(await other.ended).toMatchObject({ code: 0, stderr: '' });
  expect(await scene.database.rows('select from server')).toEqual([]);
}, 180_000);

it('a mail that a frozen server was sending is sent by another, and the server does no harm when it thaws', async () => {
  const scene = await setScene();
  const [sender, other] = await startTwoOfWhomOneSends(scene, 'frozen@buyer.example');
  sender.kill('SIGSTOP');
  await vi.waitFor(() => expect(arrivedFor(scene, 'frozen@buyer.example')).toHaveLength(1), soon);
  await untilDone(scene.database, 'send_mail');

  sender.kill('SIGCONT');
  // It comes back as another server, and gives its mail up: the mail server still says nothing.
  await vi.waitFor(async () => {
    const alive = await scene.database.rows(`select id from server where beat_at > now() - interval '5 seconds'`);
    expect(alive).toHaveLength(2);
    expect(alive).not.toContainEqual({ id: sender.id });
  }, soon);
  await submit(sender, 'after@buyer.example');
  await vi.waitFor(() => expect(arrivedFor(scene, 'after@buyer.example')).toHaveLength(1), soon);
  other.kill('SIGTERM');
  expect(await other.ended).toMatchObject({ code: 0 });
  await submit(sender, 'alone@buyer.example');
  await vi.waitFor(() => expect(arrivedFor(scene, 'alone@buyer.example')).toHaveLength(1), soon);
  await untilDone(scene.database, 'send_mail');
  expect(arrivedFor(scene, 'frozen@buyer.example')).toHaveLength(1);
  expect(await scene.database.rows('select from graphile_worker.jobs where last_error is not null')).toEqual([]);
}, 240_000);
