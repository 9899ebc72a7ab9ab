import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findProjectRoot } from '../../src/project-root.ts';
import { graphql } from '../generated/gql.ts';
import { begin, handInTaxNumber, signInBuyer } from '../support/buyer-steps.ts';
import { filesOf } from '../support/data-folder.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { databaseText } from '../support/database-text.ts';
import { linkOf } from '../support/material-link.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { live, type Life } from './life.ts';
import { readPerson } from './privacy-operations.ts';

const readReuses = graphql(`
  query OlderTaxNumberReuses($id: ID!) {
    verification(id: $id) {
      ... on TaxNumberVerification {
        reusedBy {
          verification {
            id
          }
        }
      }
    }
  }
`);

const [before, after] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
let own: TestDatabase;
let server: TestServer;
let database: DatabaseReader;
let life: Life;

beforeAll(async () => {
  own = await createTestDatabase();
  database = await readDatabase(own.url);
  // As a database of the version before is after the migration.
  await database.rows('delete from sealing');
  server = await startServerForTests({ env: { DATABASE_URL: own.url, SECRET_KEY: before } });
  life = await live(server);
  await database.rows('update verification set tax_number_hash = null');
});
afterAll(async () => {
  await server.close();
  await database.close();
  await own.drop();
});

/** Runs a command as an operator does, beside the server. */
async function operate(args: readonly string[], env: Readonly<Record<string, string>> = { SECRET_KEY: before }) {
  const root = findProjectRoot();
  const { PATH = '' } = process.env;
  const variables = { PATH, DATA_DIR: server.dataDir, DATABASE_URL: own.url, ...env };
  const node = join(root, 'node_modules', '.bin', 'node');
  const command = [join(root, 'src', 'operate.ts'), ...args];
  return promisify(execFile)(node, command, { cwd: root, env: variables }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr.trim() }),
  );
}

async function everythingHeld(): Promise<string> {
  const files = await Promise.all((await filesOf(server)).map((path) => readFile(path, 'latin1')));
  return [await databaseText(own.url), ...files].join('\n');
}

async function readsEverything(of: TestServer): Promise<boolean> {
  const supervisor = await of.signIn('SUPERVISOR');
  const text = JSON.stringify((await supervisor.data(readPerson, { id: life.id })).member);
  for (const secret of life.secrets.filter((one) => !one.startsWith('restored'))) expect(text).toContain(secret);
  const { url } = await linkOf(supervisor, life.verifications.materials, life.material);
  return (await (await fetch(url)).text()).startsWith('%PDF-1.7');
}

describe('a database of the version before', () => {
  it('is written as that version reads it, until it is sealed', async () => {
    const held = await everythingHeld();
    // Tax numbers were sealed before as well.
    for (const secret of life.secrets.filter((one) => one !== '980780684')) expect(held).toContain(secret);
    expect(held).toContain('%PDF');
    expect(await database.rows('select from audit_link')).toEqual([]);
    expect(await readsEverything(server)).toBe(true);
  });

  it('is sealed by a command, with its file and what was made of it, while a server runs, and once', async () => {
    const sealed = await operate(['seal']);
    expect(sealed).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^\d+ fields and 3 files of 4 members were sealed\. 1 tax numbers/),
    });
    const held = await everythingHeld();
    for (const secret of life.secrets) expect(held).not.toContain(secret);
    expect(held).not.toContain('%PDF');
    expect(await readsEverything(server)).toBe(true);
    expect(await operate(['seal'])).toMatchObject({ said: expect.stringMatching(/^0 fields and 0 files/) });
  });

  it('has its older tax numbers found again when others hand them in', async () => {
    const { tax } = life.verifications;
    // As a server from before the hash left it; the command can be run at any time.
    await database.rows('update verification set tax_number_hash = null');
    expect(await operate(['seal'])).toMatchObject({
      said: expect.stringContaining('1 tax numbers can be found again'),
    });
    const other = await signInBuyer(server);
    const reused = await begin(other, 'TAX_NUMBER');
    await handInTaxNumber(other, reused, '980 7806 84', 'GB');
    const { verification } = await (await server.signIn('REVIEWER')).data(readReuses, { id: reused });
    expect(verification).toEqual({ reusedBy: [{ verification: { id: tax } }] });
    expect(await operate(['seal'])).toMatchObject({ said: expect.not.stringContaining('tax numbers') });
  });

  it('is written sealed from then on, by a server that was running before', async () => {
    const later = await live(server);
    const held = await everythingHeld();
    for (const secret of later.secrets) expect(held).not.toContain(secret);
  });

  it('has its audit trail chained from then on, from the first entry', async () => {
    const anchor = join(server.dataDir, 'anchor.json');
    const isWhole = async () => {
      const report = await operate(['verify-audit', '--anchor', anchor]);
      expect(report).toMatchObject({
        code: 0,
        said: expect.stringMatching(/is as it was kept: [1-9].*; 0 not chained yet/),
      });
    };
    await vi.waitFor(isWhole, { timeout: 20_000, interval: 500 });
    await database.rows('set session_replication_role = replica');
    await database.rows('delete from audit_entry where id = (select entry_id from audit_link where position = 2)');
    await database.rows('set session_replication_role = default');
    const found = await operate(['verify-audit', '--anchor', anchor]);
    expect(found).toMatchObject({
      code: 1,
      said: expect.stringMatching(/NOT as it was kept\. Entry 2 .* was removed/),
    });
  });
});

describe('a rotation of the master key', () => {
  it('is refused without the key that everything is under', async () => {
    const refused = await operate(['rotate-keys'], { SECRET_KEY: after });
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('SECRET_KEYS_PREVIOUS') });
  });

  it('leaves nothing under the key before, which is not needed any more then', async () => {
    const rotated = await operate(['rotate-keys'], { SECRET_KEY: after, SECRET_KEYS_PREVIOUS: before });
    expect(rotated).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^[1-9]\d* keys .* 0 of [1-9]\d* keys are left/),
    });
    const again = await operate(['rotate-keys'], { SECRET_KEY: after });
    expect(again).toMatchObject({ code: 0, said: expect.stringMatching(/^0 keys were wrapped anew, 0 values/) });
    expect(await operate(['rotate-keys'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('SECRET_KEY is not'),
    });
  });

  it('leaves everything readable to servers that have the new key', async () => {
    const { dataDir } = server;
    const env = { DATABASE_URL: own.url, SECRET_KEY: after, DATA_DIR: dataDir };
    const restarted = await startServerForTests({ beside: server, env });
    expect(await readsEverything(restarted)).toBe(true);
    await restarted.close();
  });
});
