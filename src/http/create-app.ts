import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { unavailable } from '../graphql/coded-errors.ts';
import { createContext, type ContextParts } from '../graphql/context.ts';
import type { DevelopmentIssuer } from '../identity-provider/development-issuer.ts';
import type { DevelopmentMailbox } from '../mail/development-mailbox.ts';
import { addSafeHeaders } from './add-safe-headers.ts';
import { answerBadAddress, answerBrokenRequest, answerFaults, errorBody } from './answer-faults.ts';
import { registerDevelopmentPeople } from './development-people.ts';
import { closeWhileDraining } from './close-while-draining.ts';
import { endConnections } from './end-connections.ts';
import { faultFields } from './fault-fields.ts';
import { asksForEventStream } from './graphql/asks-for-event-stream.ts';
import { createApollo } from './graphql/create-apollo.ts';
import { serveEventStreams, type EventStreamServer } from './graphql/event-stream-server.ts';
import { isOutage, type OnFault } from './graphql/mask-error.ts';
import type { SubscriberPatience } from './graphql/subscriber-patience.ts';
import { serveSubscriptions } from './graphql/subscription-server.ts';
import { registerGraphiqlPage, type GraphiqlPageOptions } from './graphiql-page.ts';
import { registerHealth } from './health.ts';
import { registerMailboxPage } from './mailbox-page.ts';
import { registerMaterialFiles } from './material-files.ts';
import { registerMemberExports } from './member-exports.ts';
import { registerMultipartUploads } from './multipart/register-multipart-uploads.ts';
import { nobodyIfRefused, type SignInDesk } from './sign-in.ts';

/** What the HTTP server is made of. */
export interface AppOptions {
  readonly schema: GraphQLSchema;
  readonly parts: ContextParts;
  readonly signInDesk: SignInDesk;
  readonly logger: FastifyBaseLogger;
  readonly graphiqlPage: GraphiqlPageOptions;
  /** The folder in which uploads wait; the process's temporary folder. */
  readonly spoolDirectory: string;
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: boolean;
  /** Whether the server will stop soon and goes on serving until then. */
  readonly isDraining: () => boolean;
  /** Whether jobs are run here; without it, readiness says nothing of them. */
  readonly isJobRunnerRunning?: () => boolean;
  /** How long subscribers that give no sign of life are kept. */
  readonly patience: SubscriberPatience;
  /** Outside production only: who can be signed in, and where mails land. */
  readonly development: {
    readonly issuer: DevelopmentIssuer | undefined;
    readonly mailbox: DevelopmentMailbox | undefined;
  };
}

/** Most bytes of an operation with its variables. */
const MOST_OPERATION_BYTES = 256 * 1024;
const GRAPHQL = '/graphql';

/** Puts all routes on one Fastify server: `/graphql` (HTTP, WebSocket and event streams), `/graphiql`, `/materials`, health, and in development `/mailbox` and the sample people. Listens to nothing yet. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { parts, signInDesk, logger, development } = options;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_OPERATION_BYTES,
    trustProxy: options.trustProxy,
    forceCloseConnections: 'idle',
    // What still comes by an open connection while the server stops is answered; that connection then ends.
    return503OnClosing: false,
    requestTimeout: 120_000,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadAddress,
  });
  const onFault: OnFault = (fault) => logger.error(faultFields(fault), 'an operation failed');
  addSafeHeaders(app);
  closeWhileDraining(app, options.isDraining);
  answerFaults(app, onFault);
  if (options.allowedOrigins.length > 0) await app.register(cors, { origin: [...options.allowedOrigins], maxAge: 600 });

  registerHealth(app, {
    isDatabaseReachable: () => parts.deps.database.isReachable(),
    isFollowerCurrent: () => parts.follower.isCurrent(),
    isJobRunnerRunning: options.isJobRunnerRunning,
    isDraining: options.isDraining,
  });
  registerGraphiqlPage(app, options.graphiqlPage);
  registerMaterialFiles(app, parts.deps);
  registerMemberExports(app, parts.deps);
  if (development.mailbox) registerMailboxPage(app, development.mailbox);
  if (development.issuer) registerDevelopmentPeople(app, development.issuer);
  registerMultipartUploads(app, {
    path: GRAPHQL,
    maxFileBytes: parts.deps.policy.materials.maxFileBytes,
    maxFiles: 1,
    maxFieldBytes: MOST_OPERATION_BYTES,
    isSignedIn: async (request) => (await signInDesk.byRequest(request).catch(nobodyIfRefused)) !== null,
    temporaryDirectory: options.spoolDirectory,
  });
  const streams = serveEventStreams({ ...options, onFault });
  await serveOperations(app, options, streams, onFault);

  const subscriptions = serveSubscriptions({
    server: app.server,
    path: GRAPHQL,
    schema: options.schema,
    parts,
    signInDesk,
    isAllowedOrigin: (origin, host) => options.allowedOrigins.includes(origin) || isSameHost(origin, host),
    onFault,
    patience: options.patience,
  });
  app.addHook('preClose', async () => {
    endConnections(app.server);
    await Promise.all([subscriptions.close(), streams.close()]);
  });
  return app;
}

async function serveOperations(
  app: FastifyInstance,
  { schema, parts, signInDesk }: AppOptions,
  streams: EventStreamServer,
  onFault: OnFault,
) {
  const apollo = createApollo(schema, onFault);
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const answerOnce = fastifyApolloHandler(apollo, {
    async context(request) {
      const signedIn = await signInDesk.byRequest(request).catch((error: unknown) => {
        if (!isOutage(error)) throw error;
        onFault(error);
        throw unavailable();
      });
      return createContext(parts, signedIn?.actor ?? null, idempotencyKeyOf(request));
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL,
    handler(request, reply) {
      const isStream = request.method !== 'HEAD' && asksForEventStream(request.headers.accept);
      return isStream ? streams.answer(request, reply) : answerOnce.call(app, request, reply);
    },
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: GRAPHQL,
    handler: async (_request, reply) =>
      reply.code(405).header('allow', 'GET, POST').send(errorBody('Send operations by POST.', 'BAD_REQUEST')),
  });
}

/** The header as it came. Node joins several of them to one, which is then refused as no key. */
function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  return headers['idempotency-key']?.toString();
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
