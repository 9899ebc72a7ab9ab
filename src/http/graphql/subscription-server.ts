import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Context } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import { badInput, unauthenticated } from '../../graphql/coded-errors.ts';
import { createContext, type ContextParts } from '../../graphql/context.ts';
import { nobodyIfRefused, type SignedIn, type SignInDesk } from '../sign-in.ts';
import { carryMessages, type CarriedSocket } from './carry-messages.ts';
import { maskErrors, maskResult, type OnFault } from './mask-error.ts';
import { createSubscriptionCheck } from './prepare-subscription.ts';
import { subscribeAfresh, type Subscriber } from './subscribe-afresh.ts';
import type { SubscriberPatience } from './subscriber-patience.ts';
import { whenTokenEnds } from './when-token-ends.ts';

/** How subscriptions are served. */
export interface SubscriptionServerOptions {
  readonly server: Server;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly parts: ContextParts;
  readonly signInDesk: SignInDesk;
  /** Whether a browser's page of this origin may connect to this host. */
  readonly isAllowedOrigin: (origin: string, host: string | undefined) => boolean;
  readonly onFault: OnFault;
  readonly patience: SubscriberPatience;
}

/** Most subscriptions of one socket. */
const MOST_OPERATIONS = 20;
/** Most bytes of one message from a client. */
const MOST_BYTES = 64 * 1024;
/** RFC 6455: the server restarts; clients of graphql-ws connect again. */
const SERVICE_RESTART = 1012;
/** RFC 6455: away for the moment; clients of graphql-ws connect again. */
const TRY_AGAIN_LATER = 1013;
/** How long a client may take to say goodbye when the server stops, in milliseconds. */
const GOODBYE = 2000;

type Parameters = Record<string, unknown> | undefined;
type Extra = CarriedSocket & { signedIn?: SignedIn; forgetToken?: () => void };

/**
 * Serves subscriptions, and nothing else, by `graphql-transport-ws`. A socket ends with its token, and when its client
 * answers no ping or stops reading: for each subscription one event is under way, the rest waits in the log. Returns what
 * closes all.
 */
export function serveSubscriptions(options: SubscriptionServerOptions): { close(): Promise<void> } {
  const { server, path, parts, signInDesk, onFault, patience } = options;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MOST_BYTES });
  const check = createSubscriptionCheck(options.schema);
  const subscribers = new WeakMap<ExecutionArgs, Subscriber>();

  const signIn = async ({ connectionParams, extra }: Context<Parameters, Extra>): Promise<boolean> => {
    const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
    const header = typeof given === 'string' ? given : undefined;
    const found = await signInDesk
      .byHeader(header)
      .catch(nobodyIfRefused)
      .catch((fault: unknown) => {
        onFault(fault);
        extra.socket.close(TRY_AGAIN_LATER, 'Try again later');
        return null;
      });
    if (found === null || extra.socket.readyState !== WebSocket.OPEN) return false;
    extra.signedIn = found;
    // 4403 and not 4401: clients connect again, with a fresh token.
    extra.forgetToken = whenTokenEnds(found.expiresAt, () => extra.socket.close(CloseCode.Forbidden, 'Token expired'));
    return true;
  };

  const protocol = makeServer<Parameters, Extra>({
    connectionInitWaitTimeout: 5000,
    onConnect: signIn,
    onClose: ({ extra }) => extra.forgetToken?.(),
    onSubscribe({ extra: { socket, signedIn }, subscriptions }, _id, request) {
      if (signedIn === undefined) return [unauthenticated()];
      if (Object.keys(subscriptions).length > MOST_OPERATIONS) {
        return [badInput(`A socket may follow at most ${MOST_OPERATIONS} subscriptions.`)];
      }
      const freshContext = () => createContext(parts, signedIn.actor);
      const args = check(request, freshContext());
      const dismiss = () => socket.close(CloseCode.Forbidden, 'Token no longer valid');
      if ('schema' in args) subscribers.set(args, { freshContext, stillHolds: signedIn.stillHolds, dismiss });
      return args;
    },
    subscribe(args) {
      const subscriber = subscribers.get(args);
      if (subscriber === undefined) throw new Error('nobody asked for this subscription');
      return subscribeAfresh(args, subscriber);
    },
    onNext: (_socket, _id, _request, _args, result) => (result.errors ? maskResult(result, onFault) : undefined),
    onError: (_socket, _id, _request, errors) => maskErrors(errors, onFault),
  });

  const onUpgrade = (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { origin, host } = request.headers;
    if (pathname !== path || (origin !== undefined && !options.isAllowedOrigin(origin, host))) {
      connection.end(`HTTP/1.1 ${pathname === path ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      carryMessages(protocol, { socket, request }, { socket, request, connection: request.socket, patience, onFault });
    });
  };
  server.on('upgrade', onUpgrade);

  return {
    async close() {
      server.off('upgrade', onUpgrade);
      for (const client of sockets.clients) client.close(SERVICE_RESTART, 'Service restart');
      const impatience = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), GOODBYE);
      await new Promise((resolve) => sockets.close(resolve));
      clearTimeout(impatience);
    },
  };
}
