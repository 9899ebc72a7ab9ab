import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, signInBuyer } from '../support/buyer-steps.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

/** What a buyer can ask with an id; each gives all that the answer has. */
const operations: Readonly<Record<string, string>> = {
  member: 'query ($id: ID!) { member(id: $id) { id membership { level { code } } } }',
  verification: 'query ($id: ID!) { verification(id: $id) { id status decision { outcome } } }',
  removeMaterial: mutation('removeMaterial', 'material: $id'),
  submitMaterials: mutation('submitMaterials', 'verification: $id'),
  submitTaxNumber: mutation('submitTaxNumber', 'verification: $id, country: "DE", taxNumber: "DE136695976"'),
  sendEmailCode: mutation('sendEmailCode', 'verification: $id, email: "office@elsewhere.example"'),
  submitEmailCode: mutation('submitEmailCode', 'verification: $id, code: "12345678"'),
  withdrawVerification: mutation('withdrawVerification', 'verification: $id'),
};

function mutation(name: string, input: string): string {
  const problem = '... on Problem { message }';
  return `mutation ($id: ID!) { ${name}(input: { ${input} }) { __typename ${problem} } }`;
}

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const malformed = ['', 'nonsense', '1', `${UNKNOWN}0`, '../../etc/passwd', "' or 1=1 --", 'ÿ\u0000', '{}'];

let server: TestServer;
let token: string;
/** Somebody else’s drafts, one of each method. */
let drafts: readonly string[];
/** Somebody else’s submitted verifications. */
let foreign: Readonly<Record<'MATERIALS' | 'TAX_NUMBER' | 'EMAIL', SubmittedVerification>>;

beforeAll(async () => {
  server = await startServerForTests();
  token = await server.token('BUYER');
  foreign = {
    MATERIALS: await submitVerification(server, { method: 'MATERIALS' }),
    TAX_NUMBER: await submitVerification(server, { method: 'TAX_NUMBER' }),
    EMAIL: await submitVerification(server, { method: 'EMAIL' }),
  };
  const other = await signInBuyer(server);
  drafts = [await begin(other, 'MATERIALS'), await begin(other, 'TAX_NUMBER'), await begin(other, 'EMAIL')];
});
afterAll(() => server.close());

/** The whole answer, as it came over the wire. */
async function answer(query: string, id: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id } }),
  });
  return `${response.status} ${await response.text()}`;
}

async function upload(id: string): Promise<string> {
  const form = new FormData();
  const query =
    'mutation ($input: UploadMaterialInput!) { uploadMaterial(input: $input) { __typename ... on Problem { message } } }';
  const input = { verification: id, kind: 'BANK_STATEMENT', file: null };
  form.append('operations', JSON.stringify({ query, variables: { input } }));
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', new Blob(['%PDF-1.7 a\n%%EOF\n']), 'a.pdf');
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: form });
  return `${response.status} ${await response.text()}`;
}

function foreignIds(operation: string): readonly string[] {
  const all = Object.values(foreign);
  if (operation === 'member') return all.map((one) => one.memberId);
  if (operation === 'removeMaterial') return foreign.MATERIALS.materials.map((one) => one.id);
  return [...drafts, ...all.flatMap((one) => [one.id, one.id.toUpperCase()])];
}

describe.each(Object.entries(operations))('%s', (name, query) => {
  it('answers somebody else’s id byte by byte as one that nobody has, and as one that can be none', async () => {
    const unknown = await answer(query, UNKNOWN);
    expect(unknown).toMatch(
      /^200 \{"data":\{"\w+":(null|\{"__typename":"(Verification|Material)NotFound","message":"[^"]+"\})\}\}\n?$/,
    );
    const ids = foreignIds(name);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of [...ids, ...malformed]) expect([id, await answer(query, id)]).toEqual([id, unknown]);
  });
});

it('an upload to somebody else’s verification is answered as one to none', async () => {
  const unknown = await upload(UNKNOWN);
  expect(unknown).toContain('VerificationNotFound');
  for (const id of [...foreignIds('uploadMaterial'), ...malformed])
    expect([id, await upload(id)]).toEqual([id, unknown]);
});

it('somebody else’s verification stays as it was', async () => {
  for (const { buyer, id, version } of Object.values(foreign)) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${buyer.token ?? ''}` },
      body: JSON.stringify({ query: `{ verification(id: "${id}") { status version } }` }),
    });
    expect(await response.json()).toEqual({ data: { verification: { status: 'SUBMITTED', version } } });
  }
});
