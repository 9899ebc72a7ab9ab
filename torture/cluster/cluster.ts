import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../../src/domain/actor.ts';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import type { History } from '../history/history.ts';
import { openDatabaseWay } from './database-way.ts';
import type { RunDatabase } from './run-database.ts';
import { writeRunPolicy } from './run-policy.ts';
import { takeSeat, type ServerSeat } from './server-seat.ts';

/** Servers beside each other on one database, as an operator runs them. */
export interface Cluster {
  readonly seats: readonly ServerSeat[];
  readonly database: RunDatabase;
  /** A bearer token of somebody whom every server knows. */
  token(person: { readonly name: string; readonly email: string; readonly role: Role }): Promise<string>;
  /** Starts one more server. */
  addServer(): Promise<ServerSeat>;
  close(): Promise<void>;
}

/** What a cluster is made of. */
export interface ClusterOptions {
  /** Holds the servers' data folders, their logs and the policy. */
  readonly folder: string;
  readonly servers: number;
  readonly database: RunDatabase;
  readonly smtpUrl: string;
  readonly bug: string | undefined;
  readonly history: History;
}

/** Starts the servers and waits until all listen. They share keys and materials; each has a data folder of its own. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { folder, database, history } = options;
  const policyFile = await writeRunPolicy(folder);
  const shared = join(folder, 'shared');
  await mkdir(join(shared, 'materials'), { recursive: true });
  const issuer = await createDevelopmentIssuer(shared);
  const secretKey = randomBytes(32).toString('base64');
  const seats: ServerSeat[] = [];

  const addServer = async () => {
    const index = seats.length;
    const dataDir = join(folder, `server-${index}`);
    await mkdir(dataDir);
    await copyFile(join(shared, 'development-key.json'), join(dataDir, 'development-key.json'));
    await symlink(join(shared, 'materials'), join(dataDir, 'materials'));
    const way = await openDatabaseWay(() => database.url());
    const env = {
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: way.url,
      POLICY_FILE: policyFile,
      SMTP_URL: options.smtpUrl,
      MAIL_FROM: 'Torture Market <no-reply@torture.example>',
      SAMPLE_DATA: 'false',
      SECRET_KEY: secretKey,
      LOG_LEVEL: 'warn',
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
      NODE_COMPILE_CACHE: join(shared, 'compiled'),
    };
    const start = { env, bug: options.bug, logFile: join(folder, `server-${index}.log`) };
    const seat = takeSeat(index, way, start, history);
    seats.push(seat);
    return seat;
  };

  const close = async () => void (await Promise.all(seats.map((seat) => seat.close())));
  try {
    for (let index = 0; index < options.servers; index += 1) await addServer();
    await Promise.all(seats.map((seat) => seat.started));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    seats,
    database,
    async token({ name, email, role }) {
      const person = { key: name, subject: `torture|${name}`, name, email, roles: [role], about: '' };
      return (await issuer.issue(person)).token;
    },
    addServer,
    close,
  };
}
