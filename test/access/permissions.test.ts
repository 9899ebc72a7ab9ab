import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Role } from '../../src/domain/actor.ts';
import { permissions } from '../../src/graphql/permissions.ts';
import { followOnce } from './follow-once.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { NOBODY, sampleField } from './sample-operation.ts';

const schema = buildSchema(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8'));

/** Who gets through: B buyer, R reviewer, S supervisor, P program of the marketplace, O operator. A change of the permissions changes this table. */
const expected: Readonly<Record<string, string>> = {
  'Query.viewer': 'BRS-O',
  'Query.identityTypes': 'BRSPO',
  'Query.stages': 'BRSPO',
  'Query.taxNumberCountries': 'BRSPO',
  'Query.rejectionReasons': 'BRSPO',
  'Query.member': 'BRSPO',
  'Query.verification': 'BRS-O',
  'Query.reviewQueue': '-RS--',
  'Query.queueCounts': '-RS--',
  'Query.decisionsToCheck': '-RS--',
  'Query.reviewStatistics': '--S--',
  'Query.auditTrail': '-RS--',
  'Query.webhookEndpoints': '---PO',
  'Query.webhookEndpoint': '---PO',
  'Query.jobQueue': '----O',
  'Query.failedJobs': '----O',
  'Mutation.declareIdentity': 'B----',
  'Mutation.beginVerification': 'B----',
  'Mutation.uploadMaterial': 'B----',
  'Mutation.removeMaterial': 'B----',
  'Mutation.submitMaterials': 'B----',
  'Mutation.submitTaxNumber': 'B----',
  'Mutation.sendEmailCode': 'B----',
  'Mutation.submitEmailCode': 'B----',
  'Mutation.withdrawVerification': 'B----',
  'Mutation.claimVerification': '-RS--',
  'Mutation.releaseVerification': '-RS--',
  'Mutation.approveVerification': '-RS--',
  'Mutation.rejectVerification': '-RS--',
  'Mutation.checkDecision': '-RS--',
  'Mutation.restoreChances': '--S--',
  'Mutation.revokeMembership': '--S--',
  'Mutation.eraseMember': '--S-O',
  'Mutation.exportMember': 'BRS-O',
  'Mutation.recordOrder': '---P-',
  'Mutation.refundOrder': '---P-',
  'Mutation.registerWebhookEndpoint': '---P-',
  'Mutation.changeWebhookEndpoint': '---P-',
  'Mutation.rotateWebhookSecret': '---P-',
  'Mutation.disableWebhookEndpoint': '---PO',
  'Mutation.enableWebhookEndpoint': '---PO',
  'Mutation.removeWebhookEndpoint': '---P-',
  'Mutation.sendTestWebhook': '---P-',
  'Mutation.retryWebhookDelivery': '---PO',
  'Mutation.replayWebhookEvents': '---P-',
  'Mutation.retryFailedJob': '----O',
  'Mutation.retryAllFailedJobs': '----O',
  'Subscription.verificationReviewed': 'BRS-O',
  'Subscription.membershipChanged': 'BRS-O',
  'Subscription.materialInspected': 'BRS-O',
  'Subscription.reviewQueueChanged': '-RS--',
};

/** Who may read what of another person: its reviewer, its supervisor, a program. A buyer and an operator get no other person at all. */
const ofAnother: Readonly<Record<string, string>> = {
  id: 'RSP',
  subject: 'RSP',
  email: 'RS-',
  name: 'RS-',
  createdAt: 'RSP',
  erasedAt: 'RSP',
  identity: 'RS-',
  identityType: 'RSP',
  membership: 'RSP',
  unlockPlan: 'RS-',
  chances: 'RS-',
  verifications: 'RS-',
  spend: 'RSP',
  events: 'RS-',
};

const letters: Readonly<Record<Role, string>> = {
  BUYER: 'B',
  REVIEWER: 'R',
  SUPERVISOR: 'S',
  SERVICE: 'P',
  OPERATOR: 'O',
};

let server: TestServer;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  server = await startServerForTests();
  for (const role of roles) tokens.set(role, await server.token(role));
});
afterAll(() => server.close());

interface Raw {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

async function ask(query: string, token: string | undefined): Promise<Raw> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
  const raw: Raw = JSON.parse(await response.text());
  return raw;
}

async function hand(token: string | undefined): Promise<Raw> {
  const form = new FormData();
  const query = 'mutation ($input: UploadMaterialInput!) { uploadMaterial(input: $input) { __typename } }';
  const input = { verification: NOBODY, kind: 'STORE_PHOTO', file: null };
  form.append('operations', JSON.stringify({ query, variables: { input } }));
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', new Blob(['x']), 'x.png');
  const headers = { 'apollo-require-preflight': 'true', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: form });
  const raw: Raw = JSON.parse(await response.text());
  return raw;
}

const codes = (raw: Raw) => (raw.errors ?? []).map((error) => error.extensions?.code);

function rootFields(kind: 'Query' | 'Mutation' | 'Subscription') {
  const type: GraphQLObjectType | null | undefined =
    kind === 'Query'
      ? schema.getQueryType()
      : kind === 'Mutation'
        ? schema.getMutationType()
        : schema.getSubscriptionType();
  return Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${kind}.${field.name}`, kind, field }));
}

const operations = [...rootFields('Query'), ...rootFields('Mutation'), ...rootFields('Subscription')];

async function probe({ kind, field }: (typeof operations)[number], token: string | undefined) {
  if (kind === 'Subscription') return followOnce(server.url, `subscription { ${sampleField(field)} }`, token);
  if (field.name === 'uploadMaterial') return codes(await hand(token));
  return codes(await ask(`${kind.toLowerCase()} { ${sampleField(field)} }`, token));
}

it('has an expectation for every operation of the contract, and for every field of a member', () => {
  expect(Object.keys(expected).toSorted()).toEqual(operations.map((one) => one.name).toSorted());
  expect(Object.keys(ofAnother).toSorted()).toEqual(Object.keys(permissions['Member']?.fields ?? {}).toSorted());
});

describe.each(operations)('$name', (operation) => {
  it('lets through whom the table says, and tells everybody else that it is forbidden', async () => {
    const seen = await Promise.all(
      roles.map(async (role) =>
        (await probe(operation, tokens.get(role))).includes('FORBIDDEN') ? '-' : letters[role],
      ),
    );
    expect(seen.join('')).toBe(expected[operation.name]);
  });

  it('wants a sign-in', async () => {
    expect(await probe(operation, undefined)).toEqual(['UNAUTHENTICATED']);
  });
});

describe.each(Object.entries(ofAnother))('Member.%s', (name, readers) => {
  const field = schema.getType('Member');
  const definition = field && 'getFields' in field ? field.getFields()[name] : undefined;
  const asked = definition && 'args' in definition ? sampleField(definition) : name;

  it('of another person can be read by whom the table says', async () => {
    const bearer = await server.token('BUYER');
    const { data } = await ask('{ viewer { id } }', bearer);
    const id = /"id":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
    const seen = await Promise.all(
      (['REVIEWER', 'SUPERVISOR', 'SERVICE'] as const).map(async (role) => {
        const answer = await ask(`{ member(id: "${id}") { ${asked} } }`, tokens.get(role));
        return codes(answer).includes('FORBIDDEN') ? '-' : letters[role];
      }),
    );
    expect(seen.join('')).toBe(readers);
    for (const role of ['BUYER', 'OPERATOR'] as const) {
      expect(await ask(`{ member(id: "${id}") { ${asked} } }`, tokens.get(role))).toEqual({ data: { member: null } });
    }
  });
});
