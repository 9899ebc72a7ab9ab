import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberTables, notGivenToMembers } from '../../src/database/member-tables.ts';
import type { TestClient } from '../support/client.ts';
import { filesOf } from '../support/data-folder.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { databaseText, plainSpellings } from '../support/database-text.ts';
import { linkOf } from '../support/material-link.ts';
import { readMembership } from '../support/membership-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { auditTrail, restoreChances } from '../support/supervisor-operations.ts';
import { live, type Life } from './life.ts';
import { eraseMember, exportMember, readPerson } from './privacy-operations.ts';
import { entriesOf } from './read-zip.ts';

let server: TestServer;
let database: DatabaseReader;
let supervisor: TestClient;
let operator: TestClient;
let life: Life;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  [supervisor, operator] = [await server.signIn('SUPERVISOR'), await server.signIn('OPERATOR')];
  life = await live(server);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function everythingHeld(): Promise<string> {
  const files = await Promise.all((await filesOf(server)).map((path) => readFile(path, 'latin1')));
  return [await databaseText(server.databaseUrl), ...files].join('\n');
}

describe('what a member has told', () => {
  it('stands nowhere in clear, in no table, job or file', async () => {
    const held = await everythingHeld();
    expect(held).toContain(life.verifications.tax);
    for (const spelling of life.secrets.flatMap(plainSpellings)) expect(held).not.toContain(spelling);
    expect(held).not.toContain('%PDF');
  });

  it('is read by who may', async () => {
    const { member } = await supervisor.data(readPerson, { id: life.id });
    expect(member).toMatchObject({ ...life.person, erasedAt: null, identity: { __typename: 'Wholesaler' } });
    const text = JSON.stringify(member);
    for (const secret of life.secrets.filter((one) => !one.startsWith('restored'))) expect(text).toContain(secret);
    const { url } = await linkOf(supervisor, life.verifications.materials, life.material);
    expect(await (await fetch(url)).text()).toMatch(/^%PDF-1\.7/);
  });
});

describe('an export', () => {
  async function exported(client: TestClient, member?: string) {
    const { exportMember: answer } = await client.data(exportMember, { input: member === undefined ? {} : { member } });
    if (answer.__typename !== 'ExportMemberSuccess') throw new Error(answer.__typename);
    return answer.url;
  }

  it('gives a member all that is held of it, its files as it handed them in, and no private note', async () => {
    const url = await exported(life.buyer);
    const entries = entriesOf(Buffer.from(await (await fetch(url)).arrayBuffer()));
    expect([...entries.keys()]).toEqual(['member.json', `materials/${life.material}.pdf`]);
    expect(entries.get(`materials/${life.material}.pdf`)?.toString('latin1')).toMatch(/^%PDF-1\.7[^]*%%EOF\n$/);
    const text = entries.get('member.json')?.toString() ?? '';
    const tables: Record<string, readonly Record<string, unknown>[]> = JSON.parse(text);
    expect(Object.keys(tables)).toEqual(memberTables.map(({ table }) => table));
    // What reviewers and supervisors wrote is for staff.
    const { own = [], ofStaff = [] } = Object.groupBy(life.secrets, (secret) =>
      /^(private|told|restored)/.test(secret) ? 'ofStaff' : 'own',
    );
    for (const secret of ofStaff) expect(text).not.toContain(secret);
    for (const secret of own) expect(text).toContain(secret);
    expect(text).not.toMatch(/_sealed|wrapped|storage_key|\\\\x/);
    expect(tables['member']).toMatchObject([{ id: life.id, name: life.person.name }]);
    expect(tables['verification']).toHaveLength(3);
  });

  it('gives supervisors and operators that of anybody, with the notes', async () => {
    for (const client of [supervisor, operator]) {
      const url = await exported(client, life.id);
      const entries = entriesOf(Buffer.from(await (await fetch(url)).arrayBuffer()));
      for (const secret of life.secrets) expect(entries.get('member.json')?.toString()).toContain(secret);
    }
  });

  it('is nobody else’s', async () => {
    const [reviewer, stranger] = [await server.signIn('REVIEWER'), await server.signIn('BUYER')];
    for (const client of [reviewer, stranger]) {
      const { exportMember: answer } = await client.data(exportMember, { input: { member: life.id } });
      expect(answer.__typename).toBe('MemberNotFound');
    }
    const url = new URL(await exported(stranger));
    const own = url.pathname;
    url.pathname = `/exports/${life.id}`;
    expect((await fetch(url)).status).toBe(404);
    url.pathname = own;
    url.searchParams.set('as', 'STAFF');
    expect((await fetch(url)).status).toBe(404);
  });

  it('stands in the audit trail', async () => {
    const { auditTrail: trail } = await supervisor.data(auditTrail, {
      first: 20,
      filter: { member: life.id, acts: ['MEMBER_EXPORTED'] },
    });
    expect(trail.nodes.map(({ role }) => role)).toEqual(['OPERATOR', 'SUPERVISOR', 'BUYER']);
  });

  it('knows every table of the database that tells of a member', async () => {
    // Whatever refers to a member, or to what refers to one, and whatever calls a column so.
    const rows = await database.rows(`
      with recursive telling as (
        select 'member'::regclass::oid as id
        union
        select conrelid from pg_constraint join telling on confrelid = id where contype = 'f'
      )
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and (oid in (select id from telling)
        or exists (select from pg_attribute where attrelid = pg_class.oid and attname ~ '(^|_)members?_ids?$'))`);
    const known = new Set([...memberTables.map(({ table }) => table), ...Object.keys(notGivenToMembers)]);
    expect(rows.map((row) => row['name']).filter((name) => !known.has(String(name)))).toEqual([]);
  });
});

describe('an erased member', () => {
  let files: readonly string[];
  let url: string;
  beforeAll(async () => {
    files = await filesOf(server);
    ({ url } = await linkOf(supervisor, life.verifications.materials, life.material));
    const { exportMember: held } = await life.buyer.data(exportMember, { input: { idempotencyKey: 'kept' } });
    if (held.__typename !== 'ExportMemberSuccess') throw new Error(held.__typename);
  });

  const erase = async (client: TestClient, reason = 'It asked for it.') =>
    (await client.data(eraseMember, { input: { member: life.id, reason } })).eraseMember;

  it('is erased once, whoever asks how often, at the same time', async () => {
    const answers = await Promise.all([erase(supervisor), erase(operator), erase(operator)]);
    const again = answers.map((one) => one.__typename === 'EraseMemberSuccess' && one.alreadyErased);
    expect(again.filter(Boolean)).toHaveLength(2);
    expect(await erase(supervisor, 'no')).toMatchObject({ __typename: 'InputInvalid' });
  });

  it('has no key, no name, no file and no kept answer any more', async () => {
    expect(await database.rows('select from member_key where holder = $1', [life.id])).toEqual([]);
    expect(await database.rows('select id from idempotency_key')).toEqual([]);
    expect(files).toHaveLength(1);
    expect(await filesOf(server)).toEqual([]);
    const held = await everythingHeld();
    for (const spelling of [life.person.subject, ...life.secrets].flatMap(plainSpellings)) {
      expect(held).not.toContain(spelling);
    }
  });

  it('reads null where it told something, and keeps what was decided and counted', async () => {
    const { member } = await supervisor.data(readPerson, { id: life.id });
    expect(member).toMatchObject({ subject: `erased:${life.id}`, email: null, name: null, identity: null });
    expect(member?.erasedAt).toEqual(expect.any(String));
    expect(member?.membership.level.code).toBe('SILVER');
    expect(member?.spend.total.amount).toBe(500);
    const { tax, materials, email } = life.verifications;
    const byId = new Map(member?.verifications.nodes.map((one) => [one.id, one]));
    expect(byId.get(tax)).toMatchObject({
      status: 'REJECTED',
      decision: { outcome: 'REJECTED', note: null, reasons: [{ code: 'INFORMATION_INCORRECT', note: null }] },
      taxNumber: null,
      maskedTaxNumber: null,
    });
    expect(byId.get(materials)).toMatchObject({
      status: 'APPROVED',
      materials: [{ fileName: '', deletedCause: 'ERASED', deletedAt: expect.any(String) }],
    });
    expect(byId.get(email)).toMatchObject({ status: 'WITHDRAWN', email: null });
  });

  it('has links that say so', async () => {
    const answer = await fetch(url);
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({ code: 'MATERIAL_DELETED', cause: 'ERASED' });
  });

  it('stands in the audit trail with the reason, which outlasts its key; what others wrote of it does not', async () => {
    const { auditTrail: trail } = await supervisor.data(auditTrail, { first: 50, filter: { member: life.id } });
    const [newest] = trail.nodes;
    expect(newest).toMatchObject({ act: 'MEMBER_ERASED', reason: 'It asked for it.' });
    const restored = trail.nodes.find(({ act }) => act === 'CHANCES_RESTORED');
    expect(restored?.reason ?? null).toBeNull();
  });

  it('can be given nothing any more', async () => {
    const input = { member: life.id, method: 'EMAIL' as const, reason: 'too late' };
    const { restoreChances: answer } = await supervisor.data(restoreChances, { input });
    expect(answer.__typename).toBe('MemberNotFound');
    const { exportMember: none } = await supervisor.data(exportMember, { input: { member: life.id } });
    expect(none.__typename).toBe('MemberNotFound');
  });

  it('is somebody new when it signs in again', async () => {
    const again = await server.signIn('BUYER', life.person);
    const { viewer } = await again.data(readMembership, {});
    expect(viewer.id).not.toBe(life.id);
    expect(viewer.membership.level.code).toBe('STANDARD');
  });
});
