import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { post, stillAnswers } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServerForTests();
  token = await server.token(['BUYER', 'SUPERVISOR']);
});
afterAll(() => server.close());
afterEach(() => stillAnswers({ url: server.url, token }));

const nest = (times: number, open: string, middle: string) =>
  `${open.repeat(times)}${middle}${'}'.repeat(times * open.split('{').length - times)}`;
const many = (times: number, write: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => write(index)).join(' ');
const fragments = (count: number, spreads: number) =>
  many(count, (at) => `fragment F${at} on Member { ${at + 1 < count ? `...F${at + 1} `.repeat(spreads) : 'id'} }`);

const tooMuch: readonly [what: string, query: string, says: RegExp][] = [
  [
    'fields within fields',
    `{ viewer { ${nest(5, 'membership { unlockedBy { ... on UnlockedByVerification { verification { member {', 'id')} } }`,
    /depth limit/,
  ],
  ['many aliases', `{ ${many(16, (n) => `a${n}: viewer { id }`)} }`, /Aliases limit of 15/],
  ['many aliases of __typename', `{ ${many(16, (n) => `a${n}: __typename`)} }`, /Aliases limit of 15/],
  ['many directives', `{ viewer { ${nest(11, '... @include(if: true) {', 'id')} } }`, /Directives limit of 10/],
  ['one directive many times', `{ viewer { id ${'@skip(if: false) '.repeat(11)} } }`, /Directives limit of 10/],
  ['many tokens', `{ ${'viewer { id } '.repeat(501)} }`, /more that 2000 tokens/],
  ['a very long name', `{ ${'x'.repeat(200_000)} }`, /Cannot query field/],
  [
    'big pages within pages',
    '{ reviewQueue(first: 100) { nodes { member { verifications(first: 100) { nodes { member { verifications(first: 100) { nodes { id } } } } } } } } }',
    /Cost limit/,
  ],
  ['fragments that unfold', `{ viewer { ...F0 } } ${fragments(10, 15)}`, /Cost limit/],
  [
    'fragments in a circle',
    '{ viewer { ...A } } fragment A on Member { ...B } fragment B on Member { ...A }',
    /within itself/,
  ],
  [
    'types within types of the contract',
    `{ __schema { types { ${nest(10, 'fields { type {', 'name')} } } }`,
    /introspection depth/,
  ],
  ['a variable of an unknown type', 'query ($a: Nothing) { viewer { id } }', /Unknown type/],
];

describe('an operation is refused that asks for', () => {
  it.for(tooMuch)('%s', async ([, query, says]) => {
    const { status, codes, messages } = await post({ url: server.url, token }, { query });
    expect(status).toBe(200);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    expect(messages.join('\n')).toMatch(says);
  });
});

const pages = (first: string) => nest(3, `verifications${first} { nodes { member {`, 'id');
const hiddenPages: readonly [how: string, query: string, variables: Record<string, unknown>][] = [
  ['in variables', `query ($n: Int!) { viewer { ${pages('(first: $n)')} } }`, { n: 100 }],
  ['in the default of a variable', `query ($n: Int! = 100) { viewer { ${pages('(first: $n)')} } }`, {}],
  ['in the contract’s own default', `{ viewer { ${pages('')} } }`, {}],
  [
    'in a fragment',
    `query ($n: Int!) { viewer { ...P } } fragment P on Member { ${pages('(first: $n)')} }`,
    { n: 100 },
  ],
];

describe('pages within pages are counted together', () => {
  it.for(hiddenPages)('when their size stands %s', async ([, query, variables]) => {
    const { codes, messages } = await post({ url: server.url, token }, { query, variables });
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(messages[0]).toMatch(/add up to \d+ entries, and at most 5000/);
  });

  it('and a full page with the short ones in it passes', async () => {
    const query =
      'query ($n: Int!) { reviewQueue(first: $n) { nodes { member { verifications(first: 20) { nodes { id } } } } } }';
    expect((await post({ url: server.url, token }, { query, variables: { n: 100 } })).codes).toEqual([]);
  });
});

describe('the contract can be read by anybody', () => {
  it('with the longest introspection query', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const { codes, text } = await post({ url: server.url }, { query });
    expect(codes).toEqual([]);
    expect(text).toContain('"UnlockPlan"');
  });
});
