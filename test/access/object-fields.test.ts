import { buildSchema, getNamedType, isCompositeType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractText } from '../contract/read-contract.ts';
import type { TestClient } from '../support/client.ts';
import { approveVerification, claimVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { untyped } from '../support/untyped.ts';
import { askers, objectFields, type Asker } from './expected-fields.ts';

const schema = buildSchema(contractText);

let server: TestServer;
let clients: Readonly<Record<Asker, TestClient>>;
let stranger: TestClient;
/** Of one buyer: itself, and a verification of each kind; that by tax number is claimed, that by email rejected, that by materials approved. */
let ids: Readonly<Record<'member' | 'tax' | 'email' | 'materials', string>>;

beforeAll(async () => {
  server = await startServerForTests();
  const email = await submitVerification(server, { method: 'EMAIL' });
  const { buyer } = email;
  clients = {
    owner: buyer,
    reviewer: await server.signIn('REVIEWER'),
    supervisor: await server.signIn('SUPERVISOR'),
    service: await server.signIn('SERVICE'),
  };
  stranger = await server.signIn('BUYER');
  const tax = await submitVerification(server, { buyer, stage: 'GOLD' });
  const materials = await submitVerification(server, { buyer, method: 'MATERIALS' });
  const { reviewer } = clients;
  await reviewer.data(claimVerification, { input: { verification: tax.id } });
  const reasons = [{ code: 'EMAIL_DOMAIN_MISMATCH' as const, note: 'private' }];
  await reviewer.data(rejectVerification, { input: { verification: email.id, version: email.version, reasons } });
  const { id, version } = materials;
  await reviewer.data(approveVerification, { input: { verification: id, version } });
  ids = { member: email.memberId, tax: tax.id, email: email.id, materials: id };
});
afterAll(() => server.close());

/** How to come to an object of each type, around what is asked of it. */
const ways: Readonly<Record<string, (asked: string) => string>> = {
  Member: (asked) => `member(id: $member) { ${asked} }`,
  MaterialVerification: (asked) => `verification(id: $materials) { ... on MaterialVerification { ${asked} } }`,
  TaxNumberVerification: (asked) => `verification(id: $tax) { ... on TaxNumberVerification { ${asked} } }`,
  EmailVerification: (asked) => `verification(id: $email) { ... on EmailVerification { ${asked} } }`,
  Material: (asked) => `verification(id: $materials) { ... on MaterialVerification { materials { ${asked} } } }`,
  Decision: (asked) => `verification(id: $email) { decision { ${asked} } }`,
  DecisionReason: (asked) => `verification(id: $email) { decision { reasons { ${asked} } } }`,
  FirstReview: (asked) => `verification(id: $tax) { firstReview { ${asked} } }`,
  DecisionCheck: (asked) => `verification(id: $email) { decision { check { ${asked} } } }`,
  UnlockedByVerification: (asked) =>
    `member(id: $member) { membership { unlockedBy { ... on UnlockedByVerification { ${asked} } } } }`,
  Claim: (asked) => `verification(id: $tax) { claim { ${asked} } }`,
  AuditEntry: (asked) => `auditTrail { nodes { ${asked} } }`,
  AuditEntryEdge: (asked) => `auditTrail { edges { ${asked} } }`,
  AuditEntryConnection: (asked) => `auditTrail { ${asked} }`,
  JobQueueState: (asked) => `jobQueue { ${asked} }`,
  FailedJob: (asked) => `failedJobs { nodes { ${asked} } }`,
  FailedJobEdge: (asked) => `failedJobs { edges { ${asked} } }`,
  FailedJobConnection: (asked) => `failedJobs { ${asked} }`,
};

function question(typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(`there is no ${typeName}.${fieldName}`);
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  const asked = `${fieldName}${fieldName === 'unlockPlan' ? '(stage: "GOLD")' : ''}${selection}`;
  const text = ways[typeName]?.(asked) ?? '';
  const used = ['member', 'tax', 'email', 'materials'].filter((name) => text.includes(`$${name}`));
  const declared = used.length === 0 ? '' : `(${used.map((name) => `$${name}: ID!`).join(', ')})`;
  return untyped(parse(`query Ask${declared} { ${text} }`));
}

async function codesFor(client: TestClient, type: string, field: string): Promise<ReadonlySet<unknown>> {
  const { errors = [] } = await client.run(question(type, field), ids);
  return new Set(errors.map((error) => error.extensions?.code));
}

const fields = Object.entries(objectFields).flatMap(([type, rules]) =>
  Object.entries(rules).map(([field, expected]) => ({ type, field, expected })),
);

describe.each(fields)('$type.$field', ({ type, field, expected }) => {
  it.each(askers)('is read by the %s, or forbidden, as the table says', async (asker) => {
    const codes = await codesFor(clients[asker], type, field);
    expect([...codes]).toEqual(expected.includes(asker) ? [] : ['FORBIDDEN']);
  });
});

it.each(['member', 'tax', 'email', 'materials'] as const)(
  'a buyer finds nothing by the id of somebody else’s %s',
  async (name) => {
    const root = name === 'member' ? 'member' : 'verification';
    const document = untyped(parse(`query Ask($id: ID!) { ${root}(id: $id) { id } }`));
    expect(await stranger.run(document, { id: ids[name] })).toEqual({ data: { [root]: null } });
  },
);
