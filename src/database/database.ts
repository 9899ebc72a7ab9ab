import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { Pool } from 'pg';
import type { z } from 'zod';
import type { KeyRing } from '../sealing/key-ring.ts';
import { allEntities, type Tables } from './entities/all-entities.ts';
import { giveKeyRing } from './key-rings.ts';
import { watchConnections } from './watch-connections.ts';

/** A unit of work on the database: its own identity map, and its transaction if it is in one. Never share one between requests. */
export type Session = SqlEntityManager;

/**
 * Marks a transaction of a use case that is not its last: what it gives is not the outcome yet. When the same request comes
 * again after a failure, it goes on from there (see application/keyed-database.ts), so that the step is not done twice.
 */
export interface Step<T> {
  /** Its name within the use case. */
  readonly name: string;
  /** What it gives, as it is read back then. */
  readonly shape: z.ZodType<T>;
}

/** The connection to PostgreSQL. */
export interface Database {
  /** A fresh session outside any transaction, for reads. */
  session(): Session;
  /**
   * Runs the work in one transaction and commits what it changed, or nothing if it throws. A use case returns from it its
   * outcome as it is, or names the step that it was.
   */
  transaction<T>(work: (session: Session) => Promise<T>, step?: Step<T>): Promise<T>;
  /** The connections beneath, for those who bring their own SQL. */
  pool(): Promise<Pool>;
  /** Whether the database answers, within two seconds. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** How to reach PostgreSQL. */
export interface DatabaseOptions {
  readonly url: string;
  /** Most connections of this process for requests. */
  readonly maxConnections: number;
  /** After how many milliseconds of silence a connection in use counts as lost; 20,000 without it. */
  readonly mostSilence?: number;
  /** Called with a text without data when a connection fails in the background. */
  readonly onWarning: (message: string) => void;
  /** The master keys; whoever reads or writes what identifies a member needs them. */
  readonly keys?: KeyRing;
}

/** The longest that a statement takes, or a transaction waits for its next one, in milliseconds. */
const PATIENCE = 15_000;
/** How long PostgreSQL may take to hang up when we do, in milliseconds. */
const GOODBYE = 3000;

/** Connects to PostgreSQL. Sessions give up on a statement after 15 s and on an idle transaction after 15 s, so that none stalls the event log. */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  let cutConnections: (() => void) | undefined;
  const orm = await MikroORM.init({
    clientUrl: options.url,
    entities: [...allEntities],
    pool: { min: 0, max: options.maxConnections },
    driverOptions: {
      connectionTimeoutMillis: 5000,
      statement_timeout: PATIENCE,
      idle_in_transaction_session_timeout: PATIENCE,
      onPoolCreated: (created: Pool) => {
        cutConnections = watchConnections(created, options.mostSilence ?? PATIENCE + 5000);
      },
    },
    logger: (message) => options.onWarning(message),
    colors: false,
  });
  if (options.keys !== undefined) giveKeyRing(orm.em, options.keys);
  const pool = async () => (await orm.em.getConnection().getNativeClient()) satisfies Pool;
  // A connection of its own: that all others are busy does not mean that the database is away.
  const probe = new Pool({ connectionString: options.url, max: 1, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  probe.on('error', () => undefined);
  const cutProbe = watchConnections(probe, 3000);
  return {
    session: () => orm.em.fork(),
    transaction: (work) => orm.em.fork().transactional(work),
    pool,
    isReachable: () => answers(probe),
    async close() {
      const impatience = setTimeout(() => {
        cutConnections?.();
        cutProbe();
      }, GOODBYE);
      await Promise.all([probe.end(), orm.close()]);
      clearTimeout(impatience);
    },
  };
}

/** Typed SQL in the session's transaction: columns under their property names, values as the entities have them. */
export function sqlOf(session: Session): Kysely<Tables> {
  return session.getKysely<Tables, { columnNamingStrategy: 'property'; convertValues: true }>({
    columnNamingStrategy: 'property',
    convertValues: true,
  });
}

async function answers(pool: Pool): Promise<boolean> {
  const deadline = AbortSignal.timeout(2000);
  const late = new Promise<false>((resolve) => {
    deadline.addEventListener('abort', () => resolve(false), { once: true });
  });
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
