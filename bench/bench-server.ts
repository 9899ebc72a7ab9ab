import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../src/domain/actor.ts';
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres.ts';
import { createDevelopmentIssuer } from '../src/identity-provider/development-issuer.ts';
import { startServerProcess } from '../torture/cluster/server-process.ts';

/** One server in a process of its own, on a PostgreSQL of its own with the settings of production. */
export interface BenchServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  token(subject: string, role: Role): Promise<string>;
  /** The memory that the server's process holds, in megabytes. Linux only. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** Starts PostgreSQL, and, once `prepare` has filled it, the server. */
export async function startBenchServer(prepare?: (databaseUrl: string) => Promise<void>): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-bench-'));
  // Where it runs as root, PostgreSQL's user has to pass.
  await chmod(folder, 0o711);
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, 'database'),
    database: 'bonafide',
    log: () => undefined,
  });
  await prepare?.(database.url);
  const issuer = await createDevelopmentIssuer(folder);
  const env = {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    SAMPLE_DATA: 'false',
    LOG_LEVEL: 'warn',
    SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const server = startServerProcess({ env, bug: undefined, logFile: join(folder, 'server.log') });
  const url = await server.listens;
  if (url === undefined) throw new Error(`The server did not start: see ${join(folder, 'server.log')}`);
  return {
    url,
    databaseUrl: database.url,
    dataDir: folder,
    async token(subject, role) {
      const person = {
        key: subject,
        subject,
        name: subject,
        email: `${subject}@bench.example`,
        roles: [role],
        about: '',
      };
      return (await issuer.issue(person)).token;
    },
    async memory() {
      const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    },
    async close() {
      server.signal('SIGTERM');
      await server.ended;
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends an operation and gives its data; throws what came instead. */
export async function ask(
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer: { data?: unknown; errors?: unknown } = JSON.parse(await response.text());
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
