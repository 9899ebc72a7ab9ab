import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { recordOrder } from '../support/order-operations.ts';
import { startServerForTests, type TestServer, type TestServerOptions } from '../support/server.ts';
import { endpointOf } from './webhook-operations.ts';
import { startWebhookReceiver, type ReceivedWebhook, type WebhookReceiver } from './webhook-receiver.ts';

/** A server that may send webhooks to loopback, a receiver there, and a service of the marketplace. */
export interface WebhookWorld {
  readonly server: TestServer;
  readonly receiver: WebhookReceiver;
  readonly database: DatabaseReader;
  /** A service with no endpoints yet. */
  newService(): Promise<TestClient>;
  /** Makes as many changes of a new member's membership as it is given amounts, one after the other; each reaches a stage. */
  changeMembership(...amounts: readonly number[]): Promise<string>;
  /** Makes all webhooks that wait for their next time due at once, as if that time had passed. */
  passTime(): Promise<void>;
  close(): Promise<void>;
}

/** What it takes to reach the shipped policy's stages, one after the other. */
export const stageAmounts = [100_000, 900_000, 29_000_000] as const;

/** How long what happens in the background may take on a slow machine. */
export const PATIENCE = { timeout: 30_000, interval: 50 } as const;

/** Keeps what is to be sent again until `passTime`, however slow the machine is: no test waits for it, and none is overtaken. */
const holdRetries = `
  create function hold_retry() returns trigger language plpgsql as $$
  begin
    new.run_at := now() + interval '1 day';
    return new;
  end $$;
  create trigger retry_is_held before insert or update on graphile_worker._private_jobs
    for each row when (new.key like 'webhook:%' and new.run_at > now() and new.locked_at is null)
    execute function hold_retry()`;

/** Starts all of it. */
export async function startWebhookWorld(options: TestServerOptions = {}): Promise<WebhookWorld> {
  const env = { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8', ...options.env };
  const server = await startServerForTests({ ...options, env });
  const receiver = await startWebhookReceiver();
  const database = await readDatabase(server.databaseUrl);
  await database.rows(holdRetries);
  const till = await server.token('SERVICE');
  return {
    server,
    receiver,
    database,
    newService: () => server.signIn('SERVICE'),
    async changeMembership(...amounts) {
      const shop = server.withToken(till);
      const subject = `member|${randomUUID()}`;
      let member = '';
      for (const amount of amounts) {
        const order = { order: randomUUID(), member: { subject }, amount: { amount, currency: 'USD' } };
        const { recordOrder: answer } = await shop.data(recordOrder, { input: order });
        if (answer.__typename !== 'RecordOrderSuccess' || !answer.unlocked) throw new Error('it unlocked nothing');
        member = answer.order.member.id;
      }
      await shop.close();
      return member;
    },
    async passTime() {
      await database.rows(`update webhook_delivery set next_attempt_at = now() where next_attempt_at > now()`);
      await database.rows(`update graphile_worker._private_jobs set run_at = now() where key like 'webhook:%'`);
    },
    async close() {
      await database.close();
      await server.close();
      await receiver.close();
    },
  };
}

/** The deliveries of an endpoint, newest first, as soon as they fit. */
export async function deliveriesWhen(
  client: TestClient,
  endpoint: string,
  fits: (deliveries: Awaited<ReturnType<typeof endpointOf>>['deliveries']) => boolean,
) {
  return vi.waitFor(async () => {
    const { deliveries } = await endpointOf(client, endpoint);
    if (!fits(deliveries)) throw new Error(`not yet: ${JSON.stringify(deliveries.map((one) => one.status))}`);
    return deliveries;
  }, PATIENCE);
}

/** What stands in a webhook's body. */
export function dataOf({ body }: ReceivedWebhook): {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string>>;
} {
  return JSON.parse(body);
}
