import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import { Pool } from 'pg';

/** Thrown when a migration fails; the database is as it was before it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings the database up to date with the folder's `.sql` files, in the order of their names, in one transaction and
 * under a lock, so that several servers may start at once. A database that a newer version has brought further is left as
 * it is: during a rolling upgrade an older server must be able to start again. Returns the names of those that ran. Throws
 * MigrationError, also when a migration ran that the folder lacks and that is not newer than all that it has.
 */
export async function migrate(url: string, folder: string): Promise<readonly string[]> {
  const database = new Kysely<MigrationTables>({
    // Two connections: one holds the lock while the other reads what ran.
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: url, max: 2 }) }),
  });
  const getMigrations = async () => {
    const ours = await readMigrations(folder);
    return { ...ours, ...(await newerMigrations(database, Object.keys(ours))) };
  };
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the migrations';
      throw new MigrationError(`${failed} could not be applied`, { cause: error });
    }
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await database.destroy();
  }
}

interface MigrationTables {
  readonly [DEFAULT_MIGRATION_TABLE]: { readonly name: string };
}

/** What a newer version than ours has run, under its names: nothing is left to do for it. Read under the migrator's lock. */
async function newerMigrations(
  database: Kysely<MigrationTables>,
  ours: readonly string[],
): Promise<Record<string, Migration>> {
  const ran = await database.selectFrom(DEFAULT_MIGRATION_TABLE).select('name').execute();
  const newer = ran.map(({ name }) => name).filter((name) => ours.every((own) => own < name));
  return Object.fromEntries(newer.map((name) => [name, { up: async () => undefined }]));
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'));
  const entries = await Promise.all(
    files.map(async (file): Promise<[string, Migration]> => {
      const text = await readFile(join(folder, file), 'utf8');
      return [basename(file, '.sql'), { up: async (db) => void (await sql.raw(text).execute(db)) }];
    }),
  );
  return Object.fromEntries(entries);
}
