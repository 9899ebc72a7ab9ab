const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first, second … attempt that failed, in milliseconds: what Standard Webhooks recommends. */
const pauses = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** No pause gets longer by more than this part of it, so that what failed together does not come back together. */
const JITTER = 0.2;

/** However long a receiver asks us to wait, we do not wait longer than this, in milliseconds. */
export const LONGEST_PAUSE = 24 * HOUR;

/** What the next attempt depends on. */
export interface FailedTry {
  /** How often the message was sent since it was started, this time included. */
  readonly tries: number;
  /** How often the policy has it sent. */
  readonly mostTries: number;
  /** For how long the receiver asked us to wait, in milliseconds; null when it did not say. */
  readonly askedPause: number | null;
  /** From 0 up to 1, at random. */
  readonly chance: number;
}

/**
 * How long to wait before a message is sent again, in milliseconds; undefined when that was the last time. Never shorter
 * than the receiver asked for, unless it asked for more than LONGEST_PAUSE.
 */
export function pauseAfter({ tries, mostTries, askedPause, chance }: FailedTry): number | undefined {
  if (tries >= mostTries) return undefined;
  const planned = pauses[tries - 1] ?? LONGEST_PAUSE;
  const spread = planned * (1 + JITTER * chance);
  return Math.round(Math.max(spread, Math.min(askedPause ?? 0, LONGEST_PAUSE)));
}
