import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditTrailFilter, SupervisorAuditTrailQuery } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { auditTrail } from '../support/supervisor-operations.ts';
import { liveThroughEveryAct, type AuditedStory } from './every-act.ts';

let server: TestServer;
let database: DatabaseReader;
let reader: TestClient;
let story: AuditedStory;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  reader = await server.signIn('REVIEWER');
  story = await liveThroughEveryAct(server);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function entries(filter: AuditTrailFilter | null, first = 100) {
  return (await reader.data(auditTrail, { filter, first })).auditTrail.nodes;
}

async function acts(filter: AuditTrailFilter) {
  return (await entries(filter)).map((entry) => entry.act);
}

it('has every act with who did it, in which role, for whom and why, the newest first', async () => {
  const { buyer, reviewer, supervisor, tax, materials, withdrawn } = story;
  const told = (await entries({ member: buyer })).map((entry) => [
    entry.act,
    entry.role ?? null,
    entry.actor?.id ?? null,
    entry.verification?.id ?? null,
    entry.reason ?? null,
  ]);
  expect(told.toReversed()).toEqual([
    ['IDENTITY_DECLARED', 'BUYER', buyer, null, null],
    ['VERIFICATION_SUBMITTED', 'BUYER', buyer, tax, null],
    ['VERIFICATION_SUBMITTED', 'BUYER', buyer, materials, null],
    ['VERIFICATION_CLAIMED', 'REVIEWER', reviewer, tax, null],
    ['VERIFICATION_RELEASED', 'SUPERVISOR', supervisor, tax, null],
    ['TAX_NUMBER_READ', 'REVIEWER', reviewer, tax, null],
    ['MATERIAL_OPENED', 'REVIEWER', reviewer, materials, expect.stringContaining('BANK_STATEMENT')],
    ['VERIFICATION_REJECTED', 'REVIEWER', reviewer, tax, null],
    ['VERIFICATION_APPROVED', 'SUPERVISOR', supervisor, materials, null],
    ['IDENTITY_DECLARED', 'BUYER', buyer, null, null],
    ['VERIFICATION_SUBMITTED', 'BUYER', buyer, withdrawn, null],
    ['VERIFICATION_WITHDRAWN', 'BUYER', buyer, withdrawn, null],
    ['STAGE_UNLOCKED_BY_SPEND', 'SERVICE', null, null, null],
    ['CHANCES_RESTORED', 'SUPERVISOR', supervisor, null, 'TAX_NUMBER: restored it'],
    ['MEMBERSHIP_REVOKED', 'SUPERVISOR', supervisor, null, 'revoked it'],
  ]);
});

it('keeps what is about a member, done by a person, about a verification, or of a kind', async () => {
  const { buyer, supervisor, tax, materials } = story;
  expect(await acts({ actor: supervisor })).toEqual([
    'MEMBERSHIP_REVOKED',
    'CHANCES_RESTORED',
    'VERIFICATION_APPROVED',
    'VERIFICATION_RELEASED',
  ]);
  expect(await acts({ verification: materials })).toEqual([
    'VERIFICATION_APPROVED',
    'MATERIAL_OPENED',
    'VERIFICATION_SUBMITTED',
  ]);
  expect(await acts({ acts: ['IDENTITY_DECLARED', 'CHANCES_RESTORED'] })).toEqual([
    'CHANCES_RESTORED',
    'IDENTITY_DECLARED',
    'IDENTITY_DECLARED',
  ]);
  expect(await acts({ member: buyer, actor: supervisor, verification: tax, acts: ['VERIFICATION_RELEASED'] })).toEqual([
    'VERIFICATION_RELEASED',
  ]);
});

it('keeps nothing for what there is not', async () => {
  const nobody = ['01890000-0000-7000-8000-000000000000', 'nobody', ''];
  for (const id of nobody) {
    for (const filter of [{ member: id }, { actor: id }, { verification: id }])
      expect(await entries(filter)).toEqual([]);
  }
  expect(await entries({ acts: [] })).toEqual([]);
});

it('is paged without gap or double while acts are added', async () => {
  const all = (await entries(null)).map((entry) => entry.id);
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: SupervisorAuditTrailQuery['auditTrail'] = (await reader.data(auditTrail, { first: 4, after }))
      .auditTrail;
    seen.push(...page.nodes.map((entry) => entry.id));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor ?? null;
    await submitVerification(server);
  }
  expect(seen).toEqual(all);
});

it('refuses a page that is none', async () => {
  for (const variables of [{ first: 0 }, { first: 101 }, { after: 'soon' }, { after: '' }]) {
    const { errors } = await reader.run(auditTrail, variables);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
});

describe.each([
  ['audit_entry', 'reason'],
  ['event', 'at'],
  ['membership_change', 'reason'],
  ['decision', 'note'],
  ['decision_reason', 'note'],
])('a row of %s', (table, column) => {
  it.each([
    `update ${table} set ${column} = ${column}`,
    `update ${table} set ${column} = ${column} where false`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
    'truncate member cascade',
  ])('stays as it is, whoever says %s', async (statement) => {
    const [before] = await database.rows(`select count(*)::int as count from ${table}`);
    expect(Number(before?.['count'])).toBeGreaterThan(0);
    await expect(database.rows(statement)).rejects.toThrow('rows are only ever added');
    expect(await database.rows(`select count(*)::int as count from ${table}`)).toEqual([before]);
  });
});
