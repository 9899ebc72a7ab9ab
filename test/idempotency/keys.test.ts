import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordOrder } from '../support/order-operations.ts';
import { post, send } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { inDatabase } from '../support/database-text.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed, type KeyedCall } from './send-keyed.ts';

const ORIGIN = 'https://market.example';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServerForTests({ env: { ALLOWED_ORIGINS: ORIGIN } });
  token = await server.token('SERVICE', { subject: 'test|shop' });
});
afterAll(() => server.close());

let order: string;
let call: KeyedCall;
beforeEach(() => {
  order = randomUUID();
  const input = { order, member: { subject: 'test|buyer' }, amount: { amount: 5, currency: 'USD' } };
  call = { document: untyped(recordOrder), input, token };
});
const isNew = '"alreadyRecorded":false';

describe('a key', () => {
  it.each([
    ['one character', 'a'],
    ['255 of them', 'k'.repeat(255)],
    ['any visible ones', `!#$%&'()*+,-./:;<=>?@[]^_\`{|}~"\\`],
    ['a UUID in quotes, as the header’s draft has it', `"${randomUUID()}"`],
  ])('can be %s', async (_what, key) => {
    expect((await sendKeyed(server, call, key)).text).toContain(isNew);
    expect((await sendKeyed(server, call, key)).text).toContain(isNew);
  });

  it.each([
    ['empty', ''],
    ['empty in quotes', '""'],
    ['longer than 255 characters', 'k'.repeat(256)],
    ['with a space', 'a key'],
    ['not ASCII', 'clé'],
    ['two keys', 'one, two'],
  ])('that is %s is refused, and nothing is done', async (_what, key) => {
    for (const [sent, place] of [
      [sendKeyed(server, call, key), 'The header `Idempotency-Key`'],
      [sendKeyed(server, { ...call, input: { ...call.input, idempotencyKey: key } }), '`idempotencyKey`'],
    ] as const) {
      const { status, codes, messages } = await sent;
      // Two quotes are a text like any other where no header's rules hold.
      if (key === '""' && place === '`idempotencyKey`') continue;
      expect([status, codes]).toEqual([200, ['BAD_USER_INPUT']]);
      expect(messages).toEqual([`${place} must be a text of 1 to 255 visible ASCII characters, without spaces.`]);
    }
  });

  it('in quotes and without them is the same', async () => {
    expect((await sendKeyed(server, call, '"a\\"b\\\\c"')).text).toContain(isNew);
    expect((await sendKeyed(server, call, 'a"b\\c')).text).toContain(isNew);
  });

  it('that is null in the input leaves the header’s', async () => {
    const nulled = { ...call, input: { ...call.input, idempotencyKey: null } };
    expect((await sendKeyed(server, nulled, 'by-header')).text).toContain(isNew);
    expect((await sendKeyed(server, call, 'by-header')).text).toContain(isNew);
  });

  it('does not care in which order the input’s fields stand, or whether they are variables', async () => {
    expect((await sendKeyed(server, call, 'reordered')).text).toContain(isNew);
    const query = `mutation { recordOrder(input: { amount: { currency: "USD", amount: 5 }, member: { subject: "test|buyer" },
      order: "${order}" }) { ... on RecordOrderSuccess { alreadyRecorded } } }`;
    expect((await post({ url: server.url, token }, { query }, { 'idempotency-key': 'reordered' })).text).toContain(
      isNew,
    );
  });

  it('is for mutations alone: a query does not mind it', async () => {
    const header = { 'idempotency-key': 'not a key' };
    const { text } = await post({ url: server.url, token }, { query: '{ stages { code } }' }, header);
    expect(text).toContain('STANDARD');
  });

  it('belongs to its mutation: another one with it is refused', async () => {
    await sendKeyed(server, call, 'of-one-mutation');
    const query = `mutation { refundOrder(input: { order: "${order}", refund: "r" }) { __typename } }`;
    const other = await post({ url: server.url, token }, { query }, { 'idempotency-key': 'of-one-mutation' });
    expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
  });

  it('of a mutation that could not be run is as new: what was wrong can be put right with it', async () => {
    const reviewer = { url: server.url, token: await server.token('REVIEWER') };
    const query =
      'mutation ($stage: String) { claimVerification(input: { filter: { stage: $stage } }) { __typename } }';
    const claim = (stage: string) =>
      post(reviewer, { query, variables: { stage } }, { 'idempotency-key': 'put-right' });
    expect((await claim('\u0000')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await claim('SILVER')).text).toContain('QueueEmpty');
    expect((await claim('GOLD')).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });
});

/** One operation that records an order under each of these names, by a fragment. */
function several(orders: Readonly<Record<string, string>>) {
  const fields = Object.entries(orders).map(
    ([name, id]) =>
      `${name}: recordOrder(input: { order: "${id}", member: { subject: "test|buyer" }, amount: { amount: 5, currency: "USD" } }) {
        ... on RecordOrderSuccess { alreadyRecorded order { id } }
      }`,
  );
  return { query: `mutation { ...Orders } fragment Orders on Mutation { ${fields.join('\n')} }` };
}

describe('a header for several mutations', () => {
  it('is a key for each: they are two, and each is done once', async () => {
    const operation = several({ first: `${order}-1`, second: `${order}-2` });
    const header = { 'idempotency-key': 'for-several' };
    const sent = await post({ url: server.url, token }, operation, header);
    expect(sent.text).toBe(
      `{"data":{"first":{"alreadyRecorded":false,"order":{"id":"${order}-1"}},"second":{"alreadyRecorded":false,"order":{"id":"${order}-2"}}}}\n`,
    );
    expect((await post({ url: server.url, token }, operation, header)).text).toBe(sent.text);
  });

  it('gives the first answers of those that were done when a later one failed', async () => {
    const header = { 'idempotency-key': 'half-done' };
    // The second has other input than before.
    await post({ url: server.url, token }, several({ first: `${order}-1`, second: `${order}-2` }), header);
    const other = await post(
      { url: server.url, token },
      several({ first: `${order}-1`, second: `${order}-3` }),
      header,
    );
    expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
    const count = await inDatabase(server.databaseUrl, (client) =>
      client.query('select from market_order where id like $1', [`${order}-%`]),
    );
    expect(count.rowCount).toBe(2);
  });
});

it('a page of an allowed origin may send the header', async () => {
  const { status, headers } = await send(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(headers.get('access-control-allow-headers')).toContain('idempotency-key');
});
