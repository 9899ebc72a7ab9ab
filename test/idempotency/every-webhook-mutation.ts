import { randomUUID } from 'node:crypto';
import { LOG_BEGINNING, toCursor } from '../../src/database/log-position.ts';
import { inDatabase } from '../support/database-text.ts';
import { recordOrder } from '../support/order-operations.ts';
import type { TestServer } from '../support/server.ts';
import {
  changeEndpoint,
  disableEndpoint,
  enableEndpoint,
  registerEndpoint,
  removeEndpoint,
  replayEvents,
  retryDelivery,
  rotateSecret,
  sendTest,
} from '../webhooks/webhook-operations.ts';
import { prepared, type PreparedCall } from './prepared-call.ts';

const newEndpoint = () => ({
  url: `https://hooks.shop.example/${randomUUID()}`,
  eventTypes: ['MEMBERSHIP_CHANGED' as const],
  contactEmail: 'integrations@shop.example',
});

/** A service of its own with so many endpoints. */
async function serviceWith(server: TestServer, count: number) {
  const service = await server.signIn('SERVICE');
  const endpoints: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { registerWebhookEndpoint: answer } = await service.data(registerEndpoint, { input: newEndpoint() });
    if (answer.__typename !== 'RegisterWebhookEndpointSuccess') throw new Error(answer.message);
    endpoints.push(answer.endpoint.id);
  }
  const [endpoint = '', other = ''] = endpoints;
  return { service, endpoint, other };
}

async function spendOnce(server: TestServer): Promise<void> {
  const input = {
    order: randomUUID(),
    member: { subject: `test|${randomUUID()}` },
    amount: { amount: 100_000, currency: 'USD' },
  };
  await (await server.signIn('SERVICE')).data(recordOrder, { input });
}

/** One call of every mutation about webhooks. */
export const everyWebhookMutation: Readonly<Record<string, (server: TestServer) => Promise<PreparedCall>>> = {
  async registerWebhookEndpoint(server) {
    const service = await server.signIn('SERVICE');
    return prepared(service, registerEndpoint, newEndpoint(), { ordered: true });
  },
  async changeWebhookEndpoint(server) {
    const { service, endpoint } = await serviceWith(server, 1);
    return prepared(service, changeEndpoint, { endpoint, ordered: true }, { ordered: false });
  },
  async rotateWebhookSecret(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    return prepared(service, rotateSecret, { endpoint }, { endpoint: other });
  },
  async disableWebhookEndpoint(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    return prepared(service, disableEndpoint, { endpoint }, { endpoint: other });
  },
  async enableWebhookEndpoint(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    for (const one of [endpoint, other]) await service.data(disableEndpoint, { input: { endpoint: one } });
    return prepared(service, enableEndpoint, { endpoint }, { endpoint: other });
  },
  async removeWebhookEndpoint(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    return prepared(service, removeEndpoint, { endpoint }, { endpoint: other });
  },
  async sendTestWebhook(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    return prepared(service, sendTest, { endpoint }, { endpoint: other });
  },
  async retryWebhookDelivery(server) {
    const { service, endpoint } = await serviceWith(server, 1);
    const ids: string[] = [];
    for (const _ of ['one', 'other']) {
      const { sendTestWebhook: answer } = await service.data(sendTest, { input: { endpoint } });
      if (answer.__typename !== 'SendTestWebhookSuccess') throw new Error(answer.message);
      ids.push(answer.delivery.id);
    }
    await inDatabase(server.databaseUrl, (database) =>
      database.query(`update webhook_delivery set status = 'FAILED', next_attempt_at = null where id = any($1)`, [ids]),
    );
    return prepared(service, retryDelivery, { delivery: ids[0] }, { delivery: ids[1] });
  },
  async replayWebhookEvents(server) {
    const { service, endpoint, other } = await serviceWith(server, 2);
    await spendOnce(server);
    await inDatabase(server.databaseUrl, (database) =>
      database.query(`delete from webhook_delivery where endpoint_id = any($1)`, [[endpoint, other]]),
    );
    return prepared(service, replayEvents, { endpoint, after: toCursor(LOG_BEGINNING) }, { endpoint: other });
  },
};
