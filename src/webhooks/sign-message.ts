import { Webhook } from 'standardwebhooks';

/** What is signed. */
export interface SignedMessage {
  readonly id: string;
  readonly body: string;
}

/**
 * The headers by which a receiver tells that a message is ours, was not changed, and is not an old one sent again: one
 * signature for each secret, so that a receiver may know either while a secret is rotated. `at` is the attempt's time.
 */
export function signMessage(secrets: readonly string[], { id, body }: SignedMessage, at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
