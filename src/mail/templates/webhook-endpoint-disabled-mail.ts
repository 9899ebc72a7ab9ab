import type { WebhookDisabledCause } from '../../domain/webhook.ts';
import { paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/** An endpoint that a service had registered is no longer told anything. */
export interface WebhookEndpointDisabled {
  readonly marketplace: string;
  readonly endpointId: string;
  /** Of its address; the path may hold a secret. */
  readonly host: string;
  readonly cause: Exclude<WebhookDisabledCause, 'OWNER'>;
}

const why = {
  OPERATOR: 'The operator disabled it.',
  GONE: 'It answered 410 Gone, which says that it takes no more messages.',
  FAILING: 'For days it has taken no message at all.',
  ATTEMPTS_EXHAUSTED:
    'A message was sent to it as often as we try, and neither this one nor any other was taken meanwhile.',
} as const satisfies Record<WebhookEndpointDisabled['cause'], string>;

/** Tells an endpoint's contact that it was disabled, why, that nothing is lost, and what to do. */
export function webhookEndpointDisabledMail(mail: WebhookEndpointDisabled): RenderedMail {
  const { marketplace, endpointId, host, cause } = mail;
  return renderMail({
    marketplace,
    subject: say`${marketplace} no longer sends webhooks to ${host}`,
    blocks: [
      paragraph(say`Hello,`),
      paragraph(say`The webhook endpoint ${strong(endpointId)} at ${strong(host)} was disabled. ${why[cause]}`),
      paragraph(
        say`What was on its way to it is kept. Mend the receiver, then enable the endpoint with the mutation enableWebhookEndpoint: everything that was kept is sent at once.`,
      ),
      paragraph(
        say`What happens until then is not sent. Have it sent afterwards with replayWebhookEvents, from the last cursor that you received.`,
      ),
    ],
  });
}
