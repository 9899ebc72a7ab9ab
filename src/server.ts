import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Deps } from './application/deps.ts';
import { signIn } from './application/sign-in.ts';
import { CalendarConfigurationError } from './calendar/calendar-configuration-error.ts';
import { createWorkingCalendar } from './calendar/create-working-calendar.ts';
import type { AuthConfig, Config } from './config.ts';
import { keepAuditChain } from './database/audit-chain.ts';
import { createCodeLimits, createTestLimit } from './database/code-limits.ts';
import { createDatabase } from './database/database.ts';
import { startEmbeddedPostgres } from './database/embedded/start-embedded-postgres.ts';
import { createEventFollower } from './database/event-follower.ts';
import { loadLookupSecret } from './database/lookup-secret.ts';
import { migrateInTurn } from './database/migrate-in-turn.ts';
import { migrate } from './database/migrate.ts';
import { requireDatabase } from './database/require-database.ts';
import { isAllSealed } from './database/sealing-state.ts';
import { referencedStorageKeys } from './database/stores/material-store.ts';
import type { Policy } from './domain/policy.ts';
import { createExecutableSchema } from './graphql/executable-schema.ts';
import { guardSchema } from './graphql/guard-schema.ts';
import { refreshLoaders } from './graphql/refresh-loaders.ts';
import { takeIdempotencyKeys } from './graphql/take-idempotency-keys.ts';
import { createApp } from './http/create-app.ts';
import { usualPatience, type SubscriberPatience } from './http/graphql/subscriber-patience.ts';
import { listen } from './http/listen.ts';
import { useUploadSpool } from './http/multipart/use-upload-spool.ts';
import { createSignInDesk } from './http/sign-in.ts';
import { createDevelopmentIssuer } from './identity-provider/development-issuer.ts';
import { createJwksVerifier } from './identity-provider/token-verifier.ts';
import { createInspector } from './inspection/inspector.ts';
import { migrateJobs, type JobRunner } from './jobs/job-runner.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { createDevelopmentMailbox } from './mail/development-mailbox.ts';
import { createSmtpMailer } from './mail/smtp-mailer.ts';
import { openStorage, secretKeyOf } from './open-house.ts';
import { loadPolicy } from './policy/load-policy.ts';
import { findProjectRoot, projectVersion } from './project-root.ts';
import { loadSampleData } from './sample-data/load-sample-data.ts';
import { createOcrEngine } from './reading/ocr-engine.ts';
import { createKeyRing } from './sealing/key-ring.ts';
import { createSealer } from './sealing/sealer.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';

/** A server that runs. */
export interface RunningServer {
  readonly app: FastifyInstance;
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  /** Whether sample people can sign in here, and where mails land. */
  readonly development: { readonly signIns: boolean; readonly mailbox: boolean };
  /** Where the embedded database keeps its data; undefined with a database of the operator's own. */
  readonly databaseLocation: string | undefined;
  /** Says that the server is not ready any more and goes on serving for DRAIN_SECONDS, so that load balancers turn to others. */
  drain(): Promise<void>;
  /** Sends subscribers elsewhere, finishes the requests under way, and stops what was started. */
  close(): Promise<void>;
}

/** What a test may put in place of the real thing. */
export interface ServerOverrides {
  readonly now?: () => Date;
  readonly patience?: SubscriberPatience;
}

/**
 * Puts the whole house together and lets it listen. Whatever was started before a failure is stopped again. Throws
 * ConfigError, PolicyError, MigrationError, DataFolderInUseError and the like, with a message for the operator.
 */
export async function startServer(
  config: Config,
  logger: FastifyBaseLogger,
  overrides: ServerOverrides = {},
): Promise<RunningServer> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    return { ...(await start(config, logger, overrides, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  config: Config,
  logger: FastifyBaseLogger,
  { now = () => new Date(), patience = usualPatience }: ServerOverrides,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<RunningServer, 'close'>> {
  const root = findProjectRoot();
  const dataDir = resolve(config.dataDir);
  const onWarning = (message: string) => logger.warn(message);

  const policy = await loadPolicy(config.policyFile ?? join(root, 'policy.yaml'), calendarIssues);
  const calendar = createWorkingCalendar(policy.calendar);
  const contract = await createExecutableSchema({ sdl: await readFile(join(root, 'schema.graphql'), 'utf8') });
  const schema = guardSchema(refreshLoaders(takeIdempotencyKeys(contract.schema)));

  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir, database: 'bonafide', log: (line) => logger.info(line) })
      : undefined;
  if (embedded) closers.push(embedded.stop);
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  await mkdir(dataDir, { recursive: true });
  await requireDatabase(databaseUrl);
  await migrateInTurn(databaseUrl, async () => {
    await migrate(databaseUrl, join(root, 'migrations'));
    await migrateJobs(databaseUrl);
  });
  const secretKey = await secretKeyOf(config);
  const keys = createKeyRing(secretKey, config.previousSecretKeys);
  const maxConnections = config.databaseConnections;
  const database = await createDatabase({ url: databaseUrl, maxConnections, onWarning, keys });
  closers.push(() => database.close());
  const sealer = createSealer(keys, await loadLookupSecret(database.session(), secretKey));
  if (!(await isAllSealed(database.session()))) {
    onWarning(
      'what identifies members is not sealed yet: run `npm run seal` once no older server runs (docs/privacy.md)',
    );
  }

  const spoolDirectory = join(dataDir, 'spool');
  await useUploadSpool(spoolDirectory);
  const storage = openStorage(config);
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
  await storage.sweep((keys) => referencedStorageKeys(database.session(), keys), yesterday);

  const chain = keepAuditChain(database, onWarning);
  closers.push(() => chain.stop());
  const follower = await createEventFollower({ url: databaseUrl, database, pollMilliseconds: 1000, onWarning });
  closers.push(() => follower.stop());

  const ocr = createOcrEngine();
  closers.push(() => ocr.close());

  let url = '';
  const deps: Deps = {
    database,
    policy,
    calendar,
    storage,
    inspector: createInspector({ clamd: config.clamd }),
    catalogue: contract.ruleCatalogue,
    ocr,
    sealer,
    codeLimits: createCodeLimits(await database.pool(), policy.emailCode.perHour),
    testLimit: createTestLimit(await database.pool(), policy.webhooks.testsPerHour),
    webhooks: createWebhookSender({ allowedNetworks: config.webhookAllowedNetworks }),
    get publicUrl() {
      return config.publicUrl ?? url;
    },
    now,
  };
  if (config.sampleData && (await loadSampleData(deps, { directory: join(root, 'sample-files') }))) {
    logger.info('the database is new: sample data was loaded');
  }

  const issuer = config.auth.kind === 'development' ? await createDevelopmentIssuer(dataDir) : undefined;
  const verifier = issuer ?? (config.auth.kind === 'jwks' ? createJwksVerifier(config.auth) : undefined);
  if (verifier === undefined) throw new Error('there is nothing to check tokens with');
  const mailbox =
    config.smtpUrl === undefined
      ? createDevelopmentMailbox({ directory: join(dataDir, 'mailbox'), from: config.mailFrom })
      : undefined;
  const mailer = mailbox ?? createSmtpMailer({ url: config.smtpUrl ?? '', from: config.mailFrom });
  closers.push(() => mailer.close());

  let jobs: JobRunner | undefined;
  closers.push(() => jobs?.stop());
  let isDraining = false;
  const app = await createApp({
    schema,
    parts: { deps, follower },
    signInDesk: createSignInDesk(verifier, (identity) => signIn(deps, identity)),
    logger,
    graphiqlPage: { directory: join(root, 'dist', 'review-desk'), ...signInSettings(config.auth) },
    spoolDirectory,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    isDraining: () => isDraining,
    isJobRunnerRunning: () => jobs?.isRunning() ?? false,
    patience,
    development: { issuer, mailbox },
  });
  closers.push(() => app.close());
  url = await listen(app, config);

  jobs = await startJobs({
    url: databaseUrl,
    deps,
    mailer,
    mailDomain: domainOf(config.mailFrom),
    version: await projectVersion(root),
    onInfo: (message) => logger.info(message),
    onWarning,
  });

  return {
    app,
    url,
    development: { signIns: issuer !== undefined, mailbox: mailbox !== undefined },
    databaseLocation: embedded?.dataLocation,
    async drain() {
      isDraining = true;
      await delay(config.drainSeconds * 1000);
    },
  };
}

/** What GraphiQL's page has to know to sign people in. */
function signInSettings(auth: AuthConfig) {
  if (auth.kind === 'development') return { rolesClaim: 'roles', provider: undefined };
  const { issuer, audience, rolesClaim, signIn } = auth;
  if (!signIn) return { rolesClaim, provider: undefined };
  const { origins: providerOrigins, ...client } = signIn;
  return { rolesClaim, provider: { issuer, audience, ...client }, providerOrigins };
}

/** What is wrong with a policy's calendar, by the rules of what counts the days. */
function calendarIssues({ calendar }: Policy) {
  try {
    createWorkingCalendar(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof CalendarConfigurationError)) throw error;
    return [{ path: ['calendar', error.option], message: error.message }];
  }
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'bonafide.example';
}
