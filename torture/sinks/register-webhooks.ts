import { z } from 'zod';
import { sendOperation } from '../clients/send-operation.ts';
import { TortureError } from '../torture-error.ts';

const answer = z.object({ __typename: z.string(), secret: z.string().optional() });

const operation = {
  field: 'registerWebhookEndpoint',
  document: `
    mutation TortureRegisterWebhooks($input: RegisterWebhookEndpointInput!) {
      registerWebhookEndpoint(input: $input) {
        __typename
        ... on RegisterWebhookEndpointSuccess { secret }
      }
    }
  `,
};

const PATIENCE = 30_000;

/** Has an address told of decisions and changes, each member's in order. Returns the secret that signs. Throws TortureError when it is refused. */
export async function registerWebhooks(url: string, token: string, receiver: string): Promise<string> {
  const input = {
    url: receiver,
    eventTypes: ['VERIFICATION_REVIEWED', 'MEMBERSHIP_CHANGED'],
    ordered: true,
    contactEmail: 'operator@torture-people.example',
  };
  const sending = { url, token, operation, variables: { input }, key: undefined, patience: PATIENCE };
  const reply = await sendOperation(sending);
  const parsed = reply.kind === 'ANSWER' ? answer.parse(reply.data) : undefined;
  if (parsed?.secret === undefined) throw new TortureError('The servers take no webhook endpoint.');
  return parsed.secret;
}
