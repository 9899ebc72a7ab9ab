/**
 * Does something until a follower hears of it, and gives what it heard first. For subscriptions without a cursor: nobody
 * can tell from when on the server follows.
 */
export async function actUntilHeard<T>(events: AsyncIterator<T>, act: () => Promise<unknown>): Promise<T> {
  const heard = new AbortController();
  const first = events.next().finally(() => heard.abort());
  while (!heard.signal.aborted) await act();
  const { value, done } = await first;
  if (done) throw new Error('the subscription ended');
  return value;
}
