import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Actor } from '../../domain/actor.ts';
import { unauthenticated } from '../../graphql/coded-errors.ts';
import { createContext, type ContextParts } from '../../graphql/context.ts';
import { errorBody } from '../answer-faults.ts';
import { cutOffStalled } from '../cut-off-stalled.ts';
import type { SignedIn, SignInDesk } from '../sign-in.ts';
import { toEventStream, type EventStream } from './event-stream.ts';
import { isOutage, maskErrors, maskResult, type OnFault } from './mask-error.ts';
import { createSubscriptionCheck, type SubscriptionRequest } from './prepare-subscription.ts';
import { readStreamRequest } from './read-stream-request.ts';
import { subscribeAfresh } from './subscribe-afresh.ts';
import type { SubscriberPatience } from './subscriber-patience.ts';
import { whenTokenEnds } from './when-token-ends.ts';

/** How event streams are served. */
export interface EventStreamServerOptions {
  readonly schema: GraphQLSchema;
  readonly parts: ContextParts;
  readonly signInDesk: SignInDesk;
  readonly onFault: OnFault;
  readonly patience: SubscriberPatience;
}

/** Serves subscriptions as event streams. */
export interface EventStreamServer {
  /** Answers a request that asks for one. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** Ends all, in a way by which clients come back. */
  close(): Promise<void>;
}

/** Most streams of one person or program on one server; as many as subscriptions on a socket. */
const MOST_STREAMS = 20;
/** How long a client may take to read what is left when the server stops, in milliseconds. */
const GOODBYE = 2000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Nothing on the way may keep, change or collect it.
  'cache-control': 'no-cache, no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Serves subscriptions, and nothing else, by GraphQL over SSE in distinct connections: one subscription a stream. A stream
 * ends with its token, and when its client stops reading: one event is under way, the rest waits in the log. What is wrong
 * with the operation is told in the stream, as the protocol has it; who may not have one is refused by status.
 */
export function serveEventStreams(options: EventStreamServerOptions): EventStreamServer {
  const { parts, signInDesk, onFault, patience } = options;
  const check = createSubscriptionCheck(options.schema);
  const enter = createTurnstile(MOST_STREAMS);
  const streams = new Set<EventStream>();
  let isClosing = false;

  const subscribe = async (asked: SubscriptionRequest, { actor, stillHolds }: SignedIn, dismiss: () => void) => {
    const freshContext = () => createContext(parts, actor);
    const checked = check(asked, freshContext());
    if (!('schema' in checked)) return { errors: checked };
    const results = await subscribeAfresh(checked, { freshContext, stillHolds, dismiss });
    // Refused by status, since a client gives up on what it is told in the stream.
    const outage = 'errors' in results ? results.errors?.find(isOutage) : undefined;
    if (outage !== undefined) throw outage.originalError ?? outage;
    return results;
  };

  const open = (results: AsyncIterable<ExecutionResult> | ExecutionResult) =>
    toEventStream(Symbol.asyncIterator in results ? results[Symbol.asyncIterator]() : [results].values(), {
      keepAlive: patience.keepAlive,
      mask: (result) => maskResult(result, onFault),
      asResult: (fault) => ({ data: null, errors: maskErrors([asGraphQLError(fault)], onFault) }),
    });

  return {
    async answer(request, reply) {
      const signedIn = await signInDesk.byRequest(request).catch(refusalOrThrow);
      if (signedIn === null || signedIn instanceof GraphQLError) {
        return reply.code(401).send(errorBody((signedIn ?? unauthenticated()).message, 'UNAUTHENTICATED'));
      }
      const asked = readStreamRequest(request);
      const leave = enter(signedIn.actor);
      if (leave === undefined) {
        const message = `At most ${MOST_STREAMS} event streams can be open at once: end one first.`;
        return reply.code(429).send(errorBody(message, 'TOO_MANY_REQUESTS'));
      }
      let stream: EventStream | undefined;
      try {
        stream = open(await subscribe(asked, signedIn, () => stream?.cut()));
      } catch (fault) {
        leave();
        throw fault;
      }
      const { body, cut } = stream;
      streams.add(stream);
      const forgetToken = whenTokenEnds(signedIn.expiresAt, cut);
      const stopWatching = cutOffStalled(request.raw.socket, patience.unsent, () => request.raw.socket.destroy());
      body.once('close', () => {
        leave();
        forgetToken();
        if (stream) streams.delete(stream);
      });
      reply.raw.once('close', () => {
        stopWatching();
        body.destroy();
      });
      if (isClosing) cut();
      return reply.headers(HEADERS).send(body);
    },

    async close() {
      isClosing = true;
      const impatience = setTimeout(() => streams.forEach(({ body }) => body.destroy()), GOODBYE);
      const ended = [...streams].map(async ({ body, cut }) => {
        cut();
        await once(body, 'close');
      });
      await Promise.all(ended);
      clearTimeout(impatience);
    },
  };
}

/** Lets each actor in so many times at once. Gives what to call when it goes; undefined when it may not come in. */
function createTurnstile(most: number): (actor: Actor) => (() => void) | undefined {
  const inside = new Map<string, number>();
  return (actor) => {
    const key = actor.kind === 'PERSON' ? `person ${actor.memberId}` : `service ${actor.subject}`;
    const count = inside.get(key) ?? 0;
    if (count >= most) return undefined;
    inside.set(key, count + 1);
    return () => {
      const left = (inside.get(key) ?? 1) - 1;
      if (left > 0) inside.set(key, left);
      else inside.delete(key);
    };
  };
}

/** Who is refused; throws whatever else went wrong. */
function refusalOrThrow(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

function asGraphQLError(fault: unknown): GraphQLError {
  return new GraphQLError('the events failed', { originalError: fault instanceof Error ? fault : null });
}
