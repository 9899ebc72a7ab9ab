import { afterEach, describe, expect, it } from 'vitest';
import type { TestServer, TestServerOptions } from '../support/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { readTrail } from './sample-operations.ts';
import { signInAs, startSampleServer } from '../support/sample-server.ts';

const servers: TestServer[] = [];
const databases: TestDatabase[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await Promise.all(databases.splice(0).map((database) => database.drop()));
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startSampleServer(options);
  servers.push(server);
  return server;
}

async function makeDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.url;
}

/** What a supervisor finds: who waits, and everything that was done. */
async function look(server: TestServer) {
  const supervisor = await signInAs(server, 'supervisor');
  const { reviewQueue, auditTrail } = await supervisor.data(readTrail, {});
  await supervisor.close();
  return { waiting: reviewQueue.nodes.map((node) => node.member.name), done: auditTrail.nodes };
}

const waiting = ['Walter Wholesale', 'Grace Good', 'Olive Online'];
const withEmailAlone = (policy: string) =>
  policy
    .replaceAll(/methods: \[.*\]/g, 'methods: [EMAIL]')
    .replaceAll(/^ +statement: .*$/gm, '')
    .replaceAll('code: SILVER', 'code: TRUSTED');

describe('sample data', () => {
  it('is as it was after the server starts again', async () => {
    const server = await start();
    const before = await look(server);
    expect(before.waiting).toEqual(waiting);
    await server.restart();
    expect(await look(server)).toEqual(before);
  });

  it('stays away from a database that has a member', async () => {
    const env = { DATABASE_URL: await makeDatabase() };
    const plain = await start({ env: { ...env, SAMPLE_DATA: 'false' } });
    const somebody = await plain.signIn('REVIEWER');
    await somebody.data(readTrail, {});
    await somebody.close();
    expect(await look(await start({ env }))).toEqual({ waiting: [], done: [] });
  });

  it('leaves out what an operator’s own policy has no stage for', async () => {
    expect((await look(await start({ policy: withEmailAlone }))).waiting).toEqual(['Grace Good']);
  });
});
