import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, type Context } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Actor } from '../../domain/actor.ts';
import { badInput, unauthenticated } from '../../graphql/coded-errors.ts';
import { createContext, type ContextParts } from '../../graphql/context.ts';
import { nobodyIfRefused, type SignInDesk } from '../sign-in.ts';
import { maskError, type OnFault } from './mask-error.ts';
import { createSubscriptionCheck } from './prepare-subscription.ts';
import { subscribeAfresh } from './subscribe-afresh.ts';

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
const PATIENCE = 2000;
/** The longest that a timer can wait. */
const LONGEST_TIMER = 2 ** 31 - 1;

type Parameters = Record<string, unknown> | undefined;
type Known = { actor: Actor; timer: NodeJS.Timeout };
type Socket = Context<Parameters, Extra & Partial<Known>>;

/** Serves subscriptions, and nothing else, by `graphql-transport-ws`. A socket ends with its token. Returns what closes all. */
export function serveSubscriptions(options: SubscriptionServerOptions): { close(): Promise<void> } {
  const { server, path, parts, signInDesk, onFault } = options;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MOST_BYTES });
  const check = createSubscriptionCheck(options.schema);
  const actors = new WeakMap<ExecutionArgs, Actor>();
  const mask = (errors: readonly GraphQLError[]) => errors.map((error) => maskError(error.toJSON(), error, onFault));

  const signIn = async ({ connectionParams, extra }: Socket): Promise<boolean> => {
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
    if (found === null) return false;
    extra.actor = found.actor;
    const left = Math.min(found.expiresAt.getTime() - Date.now(), LONGEST_TIMER);
    // 4403 and not 4401: clients connect again, with a fresh token.
    extra.timer = setTimeout(() => extra.socket.close(CloseCode.Forbidden, 'Token expired'), left).unref();
    return true;
  };

  const protocol = useServer<Parameters, Known>(
    {
      connectionInitWaitTimeout: 5000,
      // Else a fault's message would be the reason of the socket's close.
      isProd: true,
      onConnect: signIn,
      onDisconnect: ({ extra }) => clearTimeout(extra.timer),
      onSubscribe({ extra, subscriptions }, _id, request) {
        if (extra.actor === undefined) return [unauthenticated()];
        if (Object.keys(subscriptions).length > MOST_OPERATIONS) {
          return [badInput(`A socket may follow at most ${MOST_OPERATIONS} subscriptions.`)];
        }
        const args = check(request, createContext(parts, extra.actor));
        if ('schema' in args) actors.set(args, extra.actor);
        return args;
      },
      subscribe: (args) => subscribeAfresh(args, () => createContext(parts, actors.get(args) ?? null)),
      onNext: (_socket, _id, _request, _args, { data = null, errors }) =>
        errors ? { data, errors: mask(errors) } : undefined,
      onError: (_socket, _id, _request, errors) => mask(errors),
    },
    sockets,
  );

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { origin, host } = request.headers;
    if (pathname !== path || (origin !== undefined && !options.isAllowedOrigin(origin, host))) {
      socket.end(`HTTP/1.1 ${pathname === path ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      sockets.emit('connection', client, request);
      // graphql-ws would write to the console what a client sends wrong; ws closes the socket by itself.
      client.removeAllListeners('error').on('error', () => undefined);
    });
  };
  server.on('upgrade', onUpgrade);

  return {
    async close() {
      server.off('upgrade', onUpgrade);
      for (const client of sockets.clients) client.close(SERVICE_RESTART, 'Service restart');
      const impatience = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), PATIENCE);
      await protocol.dispose();
      clearTimeout(impatience);
    },
  };
}
