import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyAuditChain } from '../../src/database/verify-audit-chain.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { auditTrail } from '../support/supervisor-operations.ts';

let server: TestServer;
let database: DatabaseReader;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  await Promise.all(Array.from({ length: 6 }, () => submitVerification(server)));
  await chained();
});
afterAll(async () => {
  await database.close();
  await server.close();
});

/** Resolves when all that was kept is chained. */
const chained = () =>
  vi.waitFor(
    async () => {
      const report = await verifyAuditChain(server.databaseUrl);
      expect(report).toMatchObject({ waiting: 0, finding: null });
      return report;
    },
    { timeout: 10_000, interval: 100 },
  );

/** As whoever owns the database: nothing refuses it. */
async function tamper(statement: string, values: readonly unknown[] = []): Promise<void> {
  await database.rows('set session_replication_role = replica');
  await database.rows(statement, values);
  await database.rows('set session_replication_role = default');
}

const entryAt = async (position: number) => {
  const [row] = await database.rows('select entry_id from audit_link where position = $1', [position]);
  return String(row?.['entry_id']);
};

describe('the chain of the audit trail', () => {
  it('has a link for each entry, in the order of their commits, whoever wrote at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => submitVerification(server)));
    const { chained: links, head } = await chained();
    const [count] = await database.rows('select count(*)::int as count from audit_entry');
    expect(links).toBe(count?.['count']);
    expect(head?.position).toBe(links);
    const late = `select from audit_link one join audit_link other on other.position > one.position
      and (other.epoch, other.xid) < (one.epoch, one.xid)`;
    expect(await database.rows(late)).toEqual([]);
  });

  it('is shown beside each entry, once it is linked', async () => {
    const supervisor = await server.signIn('SUPERVISOR');
    const { auditTrail: trail } = await supervisor.data(auditTrail, { first: 5 });
    const hashes = await database.rows(
      `select encode(hash, 'hex') as hash from audit_link where entry_id = any($1::uuid[])`,
      [trail.nodes.map(({ id }) => id)],
    );
    expect(hashes).toHaveLength(5);
    expect(new Set(trail.nodes.map(({ hash }) => hash))).toEqual(new Set(hashes.map(({ hash }) => hash)));
  });

  it('leaves out what is not committed yet, and takes it in its turn', async () => {
    const slow = await readDatabase(server.databaseUrl);
    await slow.rows('begin');
    await slow.rows(`insert into audit_entry (id, at, act) values (gen_random_uuid(), now(), 'IDENTITY_DECLARED')`);
    const { memberId } = await submitVerification(server);
    const [waits] = await database.rows('select id from audit_entry where member_id = $1', [memberId]);
    const linked = 'select position from audit_link where entry_id = $1';
    expect(await database.rows(linked, [waits?.['id']])).toEqual([]);
    await slow.rows('commit');
    await slow.close();
    await chained();
    expect(await database.rows(linked, [waits?.['id']])).toHaveLength(1);
  });

  it.each(['update audit_link set hash = hash', 'delete from audit_link', 'truncate audit_link'])(
    'stays as it is, whoever says %s',
    async (statement) => {
      await expect(database.rows(statement)).rejects.toThrow('rows are only ever added');
    },
  );
});

describe('whoever owns the database is found out', () => {
  let target: string;
  beforeEach(async () => {
    await chained();
    target = await entryAt(7);
    await database.rows('create table kept as select * from audit_entry');
    await database.rows('create table kept_link as select * from audit_link');
    return async () => {
      await tamper('delete from audit_entry');
      await tamper('insert into audit_entry select * from kept');
      await tamper('delete from audit_link');
      await tamper('insert into audit_link select * from kept_link');
      await database.rows('drop table kept, kept_link');
      await chained();
    };
  });

  const finding = async () => (await verifyAuditChain(server.databaseUrl)).finding;

  it.each([
    `act = 'VERIFICATION_APPROVED'`,
    `at = at - interval '1 microsecond'`,
    `reason = 'made up'`,
    `actor_id = null`,
    `member_id = null`,
    `actor_role = 'OPERATOR'`,
    `reason_sealed = '\\x00'`,
  ])('when an entry is changed: %s', async (change) => {
    await tamper(`update audit_entry set ${change} where id = $1`, [target]);
    expect(await finding()).toEqual({ kind: 'CHANGED', position: 7, entryId: target });
  });

  it('when an entry is removed, and when its link is removed with it', async () => {
    await tamper('delete from audit_entry where id = $1', [target]);
    expect(await finding()).toEqual({ kind: 'REMOVED', position: 7, entryId: target });
    await tamper('delete from audit_link where entry_id = $1', [target]);
    expect(await finding()).toMatchObject({ kind: 'REMOVED', position: 7 });
  });

  it('when an entry is put in between', async () => {
    const insert = `insert into audit_entry (id, at, act, epoch, xid)
      select gen_random_uuid(), at, act, epoch, xid from audit_entry where id = $1`;
    const zero = '00000000-0000-7000-8000-000000000001';
    await tamper(insert.replace('gen_random_uuid()', `'${zero}'::uuid`), [target]);
    expect(await finding()).toEqual({ kind: 'INSERTED', position: 7, entryId: zero });
  });

  it('when the whole chain is made anew, by an anchor that was kept elsewhere', async () => {
    const { head } = await verifyAuditChain(server.databaseUrl);
    await tamper(`update audit_entry set act = 'VERIFICATION_APPROVED' where id = $1`, [target]);
    await tamper('delete from audit_link');
    const { finding: none } = await chained();
    expect(none).toBeNull();
    const anchors = head === null ? [] : [head];
    const report = await verifyAuditChain(server.databaseUrl, anchors);
    expect(report.finding).toMatchObject({ kind: 'ANCHOR_DIFFERS', position: head?.position });
  });

  it('when the newest entries are cut off with their links, by an anchor', async () => {
    const { head } = await verifyAuditChain(server.databaseUrl);
    const last = head?.position ?? 0;
    await tamper('delete from audit_entry where id = $1', [await entryAt(last)]);
    await tamper('delete from audit_link where position = $1', [last]);
    expect(await finding()).toBeNull();
    const report = await verifyAuditChain(server.databaseUrl, head === null ? [] : [head]);
    expect(report.finding).toMatchObject({ kind: 'REMOVED', position: last });
  });
});
