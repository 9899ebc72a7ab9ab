import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from '../support/client.ts';
import { readEndpoint, register, sendTest } from './webhook-operations.ts';
import { deliveriesWhen, startWebhookWorld, type WebhookWorld } from './webhook-world.ts';

const ofAll = graphql(`
  query WebhooksDeliveriesOfAll {
    webhookEndpoints {
      id
      deliveries(first: 2) {
        nodes {
          id
          attempts {
            statusCode
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

let world: WebhookWorld;
let service: TestClient;
let id: string;
beforeAll(async () => {
  world = await startWebhookWorld();
  service = await world.newService();
  let count = 0;
  world.receiver.answerWith(() => ((count += 1) % 3 === 0 ? 500 : 204));
  id = (await register(service, world.receiver.url)).id;
  for (const _ of Array.from({ length: 7 })) await service.data(sendTest, { input: { endpoint: id } });
  await deliveriesWhen(service, id, (all) => all.length === 7 && all.every((one) => one.attempts.length === 1));
});
afterAll(() => world.close());

async function page(variables: { first?: number; after?: string | null; status?: 'PENDING' | 'DELIVERED' | 'FAILED' }) {
  const { webhookEndpoint } = await service.data(readEndpoint, { id, ...variables });
  if (!webhookEndpoint) throw new Error('there is no such endpoint');
  return webhookEndpoint.deliveries;
}

it('deliveries are paged from the newest on, without gap or double', async () => {
  const all = (await page({})).nodes.map((one) => one.id);
  expect(all).toEqual(all.toSorted().toReversed());
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo }: Awaited<ReturnType<typeof page>> = await page({ first: 3, after });
    seen.push(...nodes.map((one) => one.id));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor ?? null;
  }
  expect(seen).toEqual(all);
});

it('only those that stand so are kept, also over pages', async () => {
  const pending = await page({ status: 'PENDING' });
  expect(pending.nodes.map((one) => one.attempts.map((attempt) => attempt.statusCode))).toEqual([[500], [500]]);
  const delivered = await page({ status: 'DELIVERED', first: 4 });
  expect(delivered.pageInfo.hasNextPage).toBe(true);
  const rest = await page({ status: 'DELIVERED', first: 4, after: delivered.pageInfo.endCursor ?? null });
  expect(rest.nodes).toHaveLength(1);
  expect((await page({ status: 'FAILED' })).nodes).toEqual([]);
});

it('each of several endpoints has its own', async () => {
  const other = await register(service, new URL('/other', world.receiver.url).href);
  const empty = await register(service, new URL('/empty', world.receiver.url).href);
  await service.data(sendTest, { input: { endpoint: other.id } });
  await deliveriesWhen(service, other.id, ([one]) => one?.attempts.length === 1);
  const { webhookEndpoints } = await service.data(ofAll, {});
  expect(webhookEndpoints.map((one) => [one.id, one.deliveries.nodes.length, one.deliveries.pageInfo])).toEqual([
    [id, 2, { hasNextPage: true }],
    [other.id, 1, { hasNextPage: false }],
    [empty.id, 0, { hasNextPage: false }],
  ]);
});

it('a page that is none is refused', async () => {
  for (const variables of [{ first: 0 }, { first: 101 }, { after: 'soon' }, { after: '' }]) {
    const { errors } = await service.run(readEndpoint, { id, ...variables });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
});
