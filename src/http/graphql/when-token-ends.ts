/** The longest that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls `end` when a token runs out. Returns what calls that off. */
export function whenTokenEnds(expiresAt: Date, end: () => void): () => void {
  const left = Math.min(expiresAt.getTime() - Date.now(), LONGEST_TIMER);
  const timer = setTimeout(end, left).unref();
  return () => clearTimeout(timer);
}
