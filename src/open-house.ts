import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Deps } from './application/deps.ts';
import type { Config } from './config.ts';
import { createDatabase } from './database/database.ts';
import { reachEmbeddedPostgres } from './database/embedded/reach-embedded-postgres.ts';
import { loadLookupSecret } from './database/lookup-secret.ts';
import { requireDatabase } from './database/require-database.ts';
import { createKeyRing } from './sealing/key-ring.ts';
import { createSealer } from './sealing/sealer.ts';
import { createMaterialStorage, type MaterialStorage } from './storage/material-storage.ts';

/** What a command works with, without a server. */
export interface House {
  readonly databaseUrl: string;
  readonly deps: Pick<Deps, 'database' | 'sealer' | 'storage'>;
  close(): Promise<void>;
}

/** Opens what the servers of these settings work on, for a command beside them. Throws what a server would throw. */
export async function openHouse(config: Config): Promise<House> {
  const dataDir = resolve(config.dataDir);
  await mkdir(dataDir, { recursive: true });
  const embedded =
    config.databaseUrl === undefined
      ? await reachEmbeddedPostgres({ dataDir, database: 'bonafide', log: () => undefined })
      : undefined;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  try {
    await requireDatabase(databaseUrl);
    const secretKey = await secretKeyOf(config);
    const keys = createKeyRing(secretKey, config.previousSecretKeys);
    const database = await createDatabase({ url: databaseUrl, maxConnections: 2, onWarning: () => undefined, keys });
    const close = async () => {
      await database.close();
      await embedded?.stop();
    };
    try {
      const sealer = createSealer(keys, await loadLookupSecret(database.session(), secretKey));
      return { databaseUrl, deps: { database, sealer, storage: openStorage(config) }, close };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The files of materials, where the settings say. */
export function openStorage({ storage, dataDir }: Config): MaterialStorage {
  const directory = join(resolve(dataDir), 'materials');
  return createMaterialStorage(
    storage.kind === 'disk' ? { kind: 'disk', directory } : { ...storage, workDirectory: directory },
  );
}

/** The master key: the operator's, or that of development, made at the first start and kept in the data folder. Production must bring its own. */
export async function secretKeyOf({ secretKey, dataDir }: Config): Promise<Uint8Array> {
  if (secretKey !== undefined) return secretKey;
  const file = join(resolve(dataDir), 'development-secret');
  await writeFile(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return Buffer.from(await readFile(file, 'utf8'), 'base64');
}
