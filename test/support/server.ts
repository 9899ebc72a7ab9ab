import { chmod, copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { Role } from '../../src/domain/actor.ts';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import { startServer, type RunningServer, type ServerOverrides } from '../../src/server.ts';
import { createTestClient, type TestClient } from './client.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { masterKeyOf } from './master-key.ts';
import { createTestDatabase } from './test-database.ts';

// Asked once: each server makes its own spool the process's temporary folder.
const temporary = tmpdir();
/** Where a data folder keeps the key that signs sample people in. */
const SIGN_IN_KEY = 'development-key.json';

/** How a test wants its server. */
export interface TestServerOptions {
  /** Changes the shipped policy.yaml's text. */
  readonly policy?: (shipped: string) => string;
  /** Further settings from the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The instant at which the server's clock stands until it is set. Without it: the real clock. */
  readonly now?: Date;
  /** How long subscribers that give no sign of life are kept; as long as usual without it. */
  readonly patience?: ServerOverrides['patience'];
  /** Another server, whose database, files and sign-ins this one shares. Close this one first. */
  readonly beside?: TestServer;
  /** Another server, whose files this one shares, as servers of one database do. */
  readonly filesOf?: TestServer;
}

/** Whom a test signs in. */
export interface TestPerson {
  readonly name?: string;
  readonly email?: string;
  readonly subject?: string;
}

/** A real server for one test file: real HTTP, real PostgreSQL, real SMTP. */
export interface TestServer {
  readonly url: string;
  /** The HTTP server itself, for what is not seen from outside. */
  readonly app: RunningServer['app'];
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly mails: MailSink;
  /** Sets the server's clock; only when it was given one. */
  setNow(now: Date): void;
  /** Stops the server and starts it again on the same data, at another port: clients have to be made anew. */
  restart(): Promise<void>;
  /** Signs a new person in; everybody is somebody else unless a subject is given. */
  signIn(role: Role | readonly Role[], person?: TestPerson): Promise<TestClient>;
  /** A client that bears this token, or none. */
  withToken(token: string | undefined): TestClient;
  /** A bearer token, good for so many seconds (12 hours without it). */
  token(role: Role | readonly Role[], person?: TestPerson, seconds?: number): Promise<string>;
  close(): Promise<void>;
}

/** Starts a server on a free port with an empty database of its own. */
export async function startServerForTests(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(temporary, 'bonafide-test-'));
  await chmod(dataDir, 0o700);
  const { beside } = options;
  const database = beside ? { url: beside.databaseUrl, drop: async () => undefined } : await createTestDatabase();
  if (beside) await copyFile(join(beside.dataDir, SIGN_IN_KEY), join(dataDir, SIGN_IN_KEY));
  const { filesOf = beside } = options;
  if (filesOf) await symlink(join(filesOf.dataDir, 'materials'), join(dataDir, 'materials'));
  const mails = await startMailSink();
  const shipped = await readFile(new URL('../../policy.yaml', import.meta.url), 'utf8');
  const policyFile = join(dataDir, 'policy.yaml');
  await writeFile(policyFile, options.policy?.(shipped) ?? shipped);
  let now = options.now;
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    POLICY_FILE: policyFile,
    SMTP_URL: mails.url,
    SAMPLE_DATA: 'false',
    LOG_LEVEL: 'silent',
    SECRET_KEY: masterKeyOf(options.env?.['DATABASE_URL'] ?? database.url),
    ...options.env,
  });
  const overrides: ServerOverrides = {
    now: () => now ?? new Date(),
    ...(options.patience ? { patience: options.patience } : {}),
  };
  const start = () => startServer(config, pino({ level: config.logLevel }), overrides);
  let server = await start();
  const issuer = await createDevelopmentIssuer(dataDir);

  const token: TestServer['token'] = async (role, person = {}, seconds) => {
    const key = randomUUID();
    const { subject = `test|${key}`, name = 'Test Person', email = `${key}@person.example` } = person;
    const issued = await issuer.issue({ key, subject, name, email, roles: [role].flat(), about: '' }, seconds);
    return issued.token;
  };

  return {
    get url() {
      return server.url;
    },
    get app() {
      return server.app;
    },
    dataDir,
    databaseUrl: database.url,
    mails,
    token,
    setNow(next) {
      now = next;
    },
    async restart() {
      await server.close();
      server = await start();
    },
    withToken: (bearer) => createTestClient(server.url, bearer),
    signIn: async (role, person) => createTestClient(server.url, await token(role, person)),
    async close() {
      await server.close();
      await mails.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
