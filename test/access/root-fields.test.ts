import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actUntilHeard } from '../support/act-until-heard.ts';
import type { Answer, TestClient } from '../support/client.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { askRootField, rootFieldNames } from './ask-root-field.ts';
import { askers, rootFields, type Asker } from './expected-permissions.ts';

let server: TestServer;
let clients: Readonly<Record<Asker, TestClient>>;
beforeAll(async () => {
  server = await startServerForTests();
  clients = {
    owner: await server.signIn('BUYER'),
    reviewer: await server.signIn('REVIEWER'),
    supervisor: await server.signIn('SUPERVISOR'),
    service: await server.signIn('SERVICE'),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.close()));
  await server.close();
});

const picture = { name: 'a.png', type: 'image/png', content: new Uint8Array(8) };

async function ask(client: TestClient, name: string): Promise<Answer<unknown>> {
  const { document, variables } = askRootField(name);
  if (name === 'Mutation.uploadMaterial') return client.upload(document, variables, picture);
  if (!name.startsWith('Subscription.')) return client.run(document, variables);
  // What may be followed refuses the cursor, which is none; what has no cursor hears of a submission.
  return actUntilHeard(client.subscribe(document, variables), () => submitVerification(server));
}

function codesOf({ errors = [] }: Answer<unknown>): readonly unknown[] {
  return errors.map((error) => error.extensions?.code);
}

it('the table has every field that the contract has', () => {
  expect(Object.keys(rootFields)).toEqual(rootFieldNames);
});

describe.each(rootFieldNames)('%s', (name) => {
  it.each(askers)('is for the %s, or forbidden, as the table says', async (asker) => {
    const answer = await ask(clients[asker], name);
    const codes = codesOf(answer);
    if (!rootFields[name]?.includes(asker)) {
      expect(codes).toEqual(['FORBIDDEN']);
      expect(answer.errors?.[0]?.message).toContain(name);
      expect(Object.values(answer.data ?? {}).every((value) => value === null)).toBe(true);
    } else expect(codes).toEqual(name.startsWith('Subscription.') && codes.length > 0 ? ['BAD_USER_INPUT'] : []);
  });

  it('is for nobody who is not signed in', async () => {
    const { text, variables } = askRootField(name);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables: { ...variables, ...uploadless(name) } }),
    });
    const answer: Answer<unknown> = JSON.parse(await response.text());
    if (name.startsWith('Subscription.')) return expect(response.status).toBe(400);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    return expect(response.status).toBe(401);
  });
});
