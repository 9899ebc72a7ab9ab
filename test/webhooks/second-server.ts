import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import type { TestServer } from '../support/server.ts';

/** What servers that share a database must agree on. */
export const sharedSettings = { SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };

const temporary = tmpdir();

/** Starts another server beside a test's own, on the same database. Gives what stops it. */
export async function startSecondServer({ databaseUrl, mails }: TestServer): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(temporary, 'bonafide-second-'));
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SMTP_URL: mails.url,
    SAMPLE_DATA: 'false',
    LOG_LEVEL: 'silent',
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    ...sharedSettings,
  });
  const server = await startServer(config, pino({ level: 'silent' }));
  return async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
