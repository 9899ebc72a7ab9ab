/** How long a subscriber that gives no sign of life is kept. In milliseconds. */
export interface SubscriberPatience {
  /** How often something is sent to keep the connection alive, and how long the answer to a socket's ping may take. */
  readonly keepAlive: number;
  /** How long what was sent may wait without any of it going out. */
  readonly unsent: number;
}

/** Short of what proxies and load balancers let a connection be idle, long enough for a phone in a tunnel. */
export const usualPatience: SubscriberPatience = { keepAlive: 12_000, unsent: 20_000 };
