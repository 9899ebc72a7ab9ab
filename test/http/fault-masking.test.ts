import { once } from 'node:events';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { openEventStream } from '../support/event-stream.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const viewer = graphql(`
  query FaultViewer {
    viewer {
      id
    }
  }
`);
const history = graphql(`
  query FaultHistory {
    stages {
      code
    }
    viewer {
      membership {
        history {
          at
        }
      }
    }
  }
`);
const upload = graphql(`
  mutation FaultUpload($file: Upload!) {
    uploadMaterial(input: { verification: "0", kind: STORE_PHOTO, file: $file }) {
      __typename
    }
  }
`);
const changed = graphql(`
  subscription FaultChanged($after: Cursor) {
    membershipChanged(after: $after) {
      membership {
        level {
          code
        }
      }
    }
  }
`);

const masked = { code: 'INTERNAL_SERVER_ERROR' };
const ourWords = 'Something went wrong on our side.';
/** What only the inside knows: stacks, SQL, paths, PostgreSQL's words and the names of tables. */
const inside =
  /\bat \w|\.[jt]s\b|node_modules|\/src\/|select|insert|relation|does not exist|42P01|pg_|postgres|stage_unlock|membership_change|"event"|"member"/i;

// Many libraries tell more when NODE_ENV is not set.
describe.each([
  ['unset', undefined],
  ['test', 'test'],
  ['development', 'development'],
])('with NODE_ENV %s', (_name, mode) => {
  let server: TestServer;
  let database: DatabaseReader;
  let buyer: TestClient;

  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', mode);
    server = await startServerForTests({ env: { NODE_ENV: mode ?? '' } });
    database = await readDatabase(server.databaseUrl);
    buyer = await server.signIn('BUYER', { subject: 'faulty' });
    await buyer.data(viewer, {});
  });
  afterAll(async () => {
    await database.close();
    await server.close();
    vi.unstubAllEnvs();
  });

  /** Takes a table away while the work is done: an honest fault of ours. */
  async function without<T>(table: string, work: () => Promise<T>): Promise<T> {
    await database.rows(`alter table ${table} rename to ${table}_away`);
    try {
      return await work();
    } finally {
      await database.rows(`alter table ${table}_away rename to ${table}`);
    }
  }

  it('a fault in a field says only where it was', async () => {
    const answer = await without('membership_change', () => buyer.run(history, {}));
    expect(answer).toMatchObject({ data: null, errors: [{ path: ['viewer', 'membership'], extensions: masked }] });
    expect(answer.errors?.[0]?.message).toContain(ourWords);
    expect(JSON.stringify(answer)).not.toMatch(inside);
    expect((await buyer.run(history, {})).errors).toBeUndefined();
  });

  it('a fault of the sign-in is masked in queries and in uploads', async () => {
    const file = { name: 'shop.png', type: 'image/png', content: new Uint8Array(100) };
    const answers = await without('member', () =>
      Promise.all([buyer.run(viewer, {}), buyer.upload(upload, { file: null }, file, 'variables.file')]),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ errors: [{ extensions: masked }] });
      expect(JSON.stringify(answer)).not.toMatch(inside);
    }
  });

  it('a fault at the begin of a subscription ends it and nothing else', async () => {
    const [first, second] = await without('event', async () => {
      const events = buyer.subscribe(changed, {});
      return [await events.next(), await events.next()];
    });
    expect(first?.value).toMatchObject({ data: null, errors: [{ path: ['membershipChanged'], extensions: masked }] });
    expect(JSON.stringify(first?.value)).not.toMatch(inside);
    expect(second).toMatchObject({ done: true });
  });

  it('a fault while an event is read comes with the event', async () => {
    const service = await server.signIn('SERVICE');
    const events = buyer.subscribe(changed, { after: await cursorOfNow(database) });
    const older = await readDatabase(server.databaseUrl);
    await older.rows('begin');
    await older.rows('select pg_current_xact_id()');
    const input = { order: '1', member: { subject: 'faulty' }, amount: { amount: 100_000, currency: 'USD' } };
    await service.data(recordOrder, { input });
    const { value } = await without('stage_unlock', async () => {
      // The event is held back until the older transaction is over.
      await older.close();
      return events.next();
    });
    expect(value).toMatchObject({
      data: null,
      errors: [{ path: expect.arrayContaining(['membershipChanged']), extensions: masked }],
    });
    expect(JSON.stringify(value.errors)).not.toMatch(inside);
    await events.return?.();
  });

  it('a fault at the begin of an event stream ends it and nothing else', async () => {
    const told = await without('event', async () => {
      const stream = await openEventStream(server.url, { token: buyer.token, query: print(changed) });
      return [await stream.next(), await stream.next(), await stream.next()];
    });
    expect(told).toMatchObject([
      { event: 'next', result: { data: null, errors: [{ extensions: masked }] } },
      { event: 'complete', result: null },
      undefined,
    ]);
    expect(told[0]?.text).not.toMatch(inside);
  });

  it('a fault while an event is read comes with the event in a stream', async () => {
    const subject = `stream|${crypto.randomUUID()}`;
    const token = await server.token('BUYER', { subject });
    const after = await cursorOfNow(database);
    const service = await server.signIn('SERVICE');
    const input = { order: crypto.randomUUID(), member: { subject }, amount: { amount: 100_000, currency: 'USD' } };
    await service.data(recordOrder, { input });
    const told = await without('stage_unlock', async () => {
      const stream = await openEventStream(server.url, { token, query: print(changed), variables: { after } });
      const first = await stream.next();
      stream.close();
      return first;
    });
    expect(told).toMatchObject({ event: 'next', result: { data: null, errors: [{ extensions: masked }] } });
    expect(told?.text).not.toMatch(inside);
  });

  it('a fault of an event stream’s sign-in is answered by its status', async () => {
    const { status, codes } = await without('member', () =>
      openEventStream(server.url, { token: buyer.token, query: print(changed) }),
    );
    expect([status, codes]).toEqual([500, ['INTERNAL_SERVER_ERROR']]);
  });

  it('a fault of a socket’s sign-in closes it with a code by which clients come back', async () => {
    const closed = await without('member', async () => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${buyer.token}` } }));
      const [code, reason] = await once(socket, 'close');
      return { code, reason: String(reason) };
    });
    expect(closed).toEqual({ code: 1013, reason: 'Try again later' });
  });
});
