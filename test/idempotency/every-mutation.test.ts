import { buildSchema, isInputObjectType, isNonNullType, type GraphQLField } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { contractText } from '../contract/read-contract.ts';
import { holdJobs, keepJobs } from '../support/database-text.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { effectsOf } from './effects.ts';
import { everyMutation } from './every-mutation.ts';
import { comeIn, sendKeyed } from './send-keyed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
  await keepJobs(server.databaseUrl);
  // What is sent in the background would look like an effect.
  await holdJobs(server.databaseUrl, 'webhook|claim|remind|retention|note');
});
afterAll(() => server.close());

const mutations = Object.values(buildSchema(contractText).getMutationType()?.getFields() ?? {});

test('there is a call here of every mutation', () => {
  expect(Object.keys(everyMutation).toSorted()).toEqual(mutations.map(({ name }) => name).toSorted());
});

test.each(mutations)('the input of $name takes a key', (mutation: GraphQLField<unknown, unknown>) => {
  const [input] = mutation.args;
  const type = input && isNonNullType(input.type) ? input.type.ofType : undefined;
  const key = isInputObjectType(type) ? type.getFields()['idempotencyKey'] : undefined;
  expect([input?.name, String(key?.type), key?.description]).toEqual([
    'input',
    'String',
    expect.stringContaining('gets the first answer'),
  ]);
});

describe.each(Object.entries(everyMutation))('%s', (name, prepare) => {
  it('sent again with its key gives its first answer and changes nothing', async () => {
    const { call } = await prepare(server);
    await comeIn(server, call);
    const untouched = await effectsOf(server);
    const first = await sendKeyed(server, call, 'the-first');
    expect(first.text).toContain(`"__typename":"${name.charAt(0).toUpperCase()}${name.slice(1)}Success"`);
    const done = await effectsOf(server);
    // Else nothing here could show that something was done twice.
    expect(done).not.toEqual(untouched);

    const again = await sendKeyed(server, call, 'the-first');
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await effectsOf(server)).toEqual(done);
  });

  it('does nothing for other input with the same key', async () => {
    const { call, otherInput } = await prepare(server);
    await sendKeyed(server, call, 'for-one-thing');
    const done = await effectsOf(server);

    const other = await sendKeyed(server, { ...call, input: otherInput }, 'for-one-thing');
    expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
    expect(await effectsOf(server)).toEqual(done);
  });

  it('of somebody else with the same key is another one', async () => {
    const [one, other] = [await prepare(server), await prepare(server)];
    expect((await sendKeyed(server, one.call, 'common')).text).toContain('Success');
    await comeIn(server, other.call);
    const done = await effectsOf(server);
    expect((await sendKeyed(server, other.call, 'common')).text).toContain('Success');
    expect(await effectsOf(server)).not.toEqual(done);
  });

  it('takes its key in its input as well, which goes before the header', async () => {
    const { call } = await prepare(server);
    const keyed = { ...call, input: { ...call.input, idempotencyKey: 'in-the-input' } };
    const first = await sendKeyed(server, keyed, 'a-header-that-changes');
    const done = await effectsOf(server);
    const again = await sendKeyed(server, keyed, 'another-header');
    expect(first.text).toContain('Success');
    expect(again.text).toBe(first.text);
    // By the header it is the same key.
    expect((await sendKeyed(server, call, 'in-the-input')).text).toBe(first.text);
    expect(await effectsOf(server)).toEqual(done);
  });
});
