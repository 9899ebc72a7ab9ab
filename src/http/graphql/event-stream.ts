import { Readable } from 'node:stream';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';

/** Results on their way to a client as server-sent events. */
export interface EventStream {
  /** The answer's body. It asks for the next result when the last was taken, so it holds one at most. */
  readonly body: Readable;
  /** Ends the body without `complete`: the client takes that for a broken connection and comes back. */
  readonly cut: () => void;
}

/** How results are written. */
export interface EventStreamOptions {
  /** How long nothing may be sent before a comment is, in milliseconds. */
  readonly keepAlive: number;
  /** What a client may know of a result. */
  readonly mask: (result: ExecutionResult) => FormattedExecutionResult;
  /** The result to tell in the end when the results fail. */
  readonly asResult: (fault: unknown) => FormattedExecutionResult;
}

/** Clients pass it over. */
const COMMENT = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/**
 * Writes results by the protocol of GraphQL over SSE (distinct connections): `next` for each, `complete` when there are no
 * more. It begins with a comment, so that the headers go out at once. The results are returned as soon as the body is
 * destroyed, as it is when the client goes away.
 */
export function toEventStream(
  results: AsyncIterator<ExecutionResult> | Iterator<ExecutionResult>,
  { keepAlive, mask, asResult }: EventStreamOptions,
): EventStream {
  let isAsking = false;
  let isCut = false;
  const returnResults = async () => {
    await results.return?.();
  };

  const takeNext = async () => {
    const { done, value } = await results.next();
    isAsking = false;
    if (!done) {
      comments.refresh();
      body.push(nextEvent(mask(value)));
      return;
    }
    if (!isCut) body.push(COMPLETE);
    body.push(null);
  };
  const body = new Readable({
    highWaterMark: 0,
    read() {
      // A comment that was taken makes the stream ask again.
      if (isAsking) return;
      isAsking = true;
      takeNext().catch((fault: unknown) => {
        body.push(nextEvent(asResult(fault)) + COMPLETE);
        body.push(null);
      });
    },
    destroy(fault, done) {
      clearInterval(comments);
      void returnResults().finally(() => done(fault));
    },
  });
  // Only while the client takes what it is given: to one that does not read, nothing is added.
  const comments = setInterval(() => void (isAsking && body.readableLength === 0 && body.push(COMMENT)), keepAlive);
  comments.unref();
  body.push(COMMENT);

  return {
    body,
    cut() {
      isCut = true;
      // What the stream waits for is then over.
      void returnResults();
    },
  };
}

function nextEvent(result: FormattedExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
