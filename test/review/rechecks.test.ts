import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isDrawn } from '../../src/application/draw-recheck.ts';
import { parsePolicy } from '../../src/policy/load-policy.ts';
import { createSealer } from '../../src/sealing/sealer.ts';
import { shipped } from '../policy/shipped-policy.ts';
import type { TestClient } from '../support/client.ts';
import { checkDecision, decisionsToCheck, readReviews } from '../support/desk-operations.ts';
import { approveNow, rejectNow } from '../support/quick-review.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification } from '../support/submitted-verification.ts';
import { auditTrail } from '../support/supervisor-operations.ts';

const policy = (text: string) => text.replace('recheckShare: 0.05', 'recheckShare: 1');

let server: TestServer;
let rita: TestClient;
let colin: TestClient;
beforeAll(async () => {
  server = await startServerForTests({ policy });
  rita = await server.signIn('REVIEWER', { name: 'Rita' });
  colin = await server.signIn('REVIEWER', { name: 'Colin' });
});
afterAll(() => server.close());

async function toCheck(client: TestClient, page: { first?: number; after?: string | null } = {}) {
  return (await client.data(decisionsToCheck, page)).decisionsToCheck;
}

async function check(client: TestClient, verification: string, agrees: boolean, note: string | null = null) {
  return (await client.data(checkDecision, { input: { verification, agrees, note } })).checkDecision;
}

it('drawn decisions are listed page by page for everybody but who decided and whose they are', async () => {
  const both = await server.signIn(['BUYER', 'REVIEWER']);
  const ids: string[] = [];
  for (const buyer of [both, undefined, undefined]) {
    const { id } = await submitVerification(server, buyer ? { buyer } : {});
    await approveNow(rita, id);
    ids.push(id);
  }
  expect(await toCheck(rita)).toMatchObject({ totalCount: 0, nodes: [] });
  expect((await toCheck(colin)).nodes.map(({ id }) => id)).toEqual(ids);
  expect((await toCheck(both)).nodes.map(({ id }) => id)).toEqual(ids.slice(1));
  const first = await toCheck(colin, { first: 2 });
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const rest = await toCheck(colin, { after: first.pageInfo.endCursor ?? null });
  expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(ids);

  expect((await check(rita, ids[1] ?? '', true)).__typename).toBe('OwnDecision');
  expect((await check(both, ids[0] ?? '', true)).__typename).toBe('OwnVerification');
});

it('a check is kept once, with its note, and changes nothing of the decision', async () => {
  const { id, buyer } = await submitVerification(server);
  await rejectNow(rita, id);
  expect((await check(colin, id, false, 'x'.repeat(2001))).__typename).toBe('InputInvalid');
  expect(await check(colin, id, false, 'The number is fine.')).toMatchObject({
    verification: {
      status: 'REJECTED',
      decision: { outcome: 'REJECTED', check: { agrees: false, note: 'The number is fine.' } },
    },
  });
  expect((await check(await server.signIn('REVIEWER'), id, true)).__typename).toBe('DecisionAlreadyChecked');
  expect((await toCheck(colin)).nodes.map((node) => node.id)).not.toContain(id);
  const { verification } = await rita.data(readReviews, { id });
  expect(verification?.decision?.check).toMatchObject({ agrees: false });
  const { auditTrail: trail } = await rita.data(auditTrail, { filter: { verification: id } });
  expect(trail.nodes[0]).toMatchObject({ act: 'DECISION_CHECKED', reason: 'DISAGREES' });
  const seen = await buyer.run(readReviews, { id });
  expect(seen.errors?.some(({ message }) => /Decision\.(check|earlierReviews)/.test(message))).toBe(true);
  expect(seen.data?.verification?.decision ?? null).toBeNull();
});

it('two who check at once are one check', async () => {
  const { id } = await submitVerification(server);
  await approveNow(rita, id);
  const others = await Promise.all([1, 2, 3].map(() => server.signIn('REVIEWER')));
  const answers = await Promise.all(others.map(async (client) => (await check(client, id, true)).__typename));
  expect(answers.toSorted()).toEqual(['CheckDecisionSuccess', 'DecisionAlreadyChecked', 'DecisionAlreadyChecked']);
});

it('what is not decided, or not there, can’t be checked', async () => {
  const { id } = await submitVerification(server);
  expect((await check(colin, id, true)).__typename).toBe('DecisionNotDrawn');
  for (const nothing of [randomUUID(), 'nonsense', '']) {
    expect((await check(colin, nothing, true)).__typename).toBe('VerificationNotFound');
  }
});

it('the draw takes its share, the same every time, and another key draws others', () => {
  const policy = parsePolicy(shipped, 'policy.yaml');
  const deps = (key: number, recheckShare: number) => ({
    sealer: createSealer(Buffer.alloc(32, key)),
    policy: { ...policy, review: { ...policy.review, recheckShare } },
  });
  const ids = Array.from({ length: 4000 }, (_, nth) => `verification ${nth}`);
  const drawn = (key: number, share: number) => ids.filter((id) => isDrawn(deps(key, share), id));
  const some = drawn(1, 0.05);
  // 200 are expected; five standard deviations are 69.
  expect(some.length).toBeGreaterThan(131);
  expect(some.length).toBeLessThan(269);
  expect(drawn(1, 0.05)).toEqual(some);
  expect(drawn(2, 0.05)).not.toEqual(some);
  expect(drawn(1, 0.1)).toEqual(expect.arrayContaining(some));
  expect([drawn(1, 0).length, drawn(1, 1).length]).toEqual([0, ids.length]);
});
