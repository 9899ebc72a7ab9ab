import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { findProjectRoot } from '../../src/project-root.ts';
import { post } from '../support/raw-http.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { everythingOnAPage } from './everything-on-a-page.ts';

const folder = join(findProjectRoot(), 'operations');
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.graphql'));

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

describe('the limits let pass', () => {
  it.for(files)('operations/%s', async (file) => {
    const query = await readFile(join(folder, file), 'utf8');
    const json = await readFile(join(folder, file.replace('.graphql', '.json')), 'utf8').catch(() => '{}');
    const variables: unknown = JSON.parse(json);
    // Somebody who is signed in and has no role: whatever is refused then, is not refused by a limit.
    const token = await server.token([]);
    const codes =
      getOperationAST(parse(query))?.operation === OperationTypeNode.SUBSCRIPTION
        ? await codesOverSocket(token, query)
        : (await post({ url: server.url, token }, { query, variables })).codes;
    expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  });

  it('one query for all that a page could want, a hundred entries long', async () => {
    const person = await server.signIn(['BUYER', 'REVIEWER']);
    await submitVerification(server, { buyer: person, method: 'MATERIALS' });
    const { reviewQueue, viewer } = await person.data(everythingOnAPage, { first: 100 });
    expect(reviewQueue.edges).toHaveLength(1);
    expect(viewer.verifications.nodes).toHaveLength(1);
  });
});

/** The codes with which a subscription is refused. */
async function codesOverSocket(token: string, query: string): Promise<unknown[]> {
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  // No cursor of ours, so that those which are let pass end as well.
  const first = await client.iterate({ query, variables: { after: 'AAAA' } }).next();
  await client.dispose();
  const errors = first.value?.errors ?? [];
  return errors.map(({ extensions }: { extensions?: Record<string, unknown> }) => extensions?.['code']);
}
