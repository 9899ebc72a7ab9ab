import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { sqlOf, type Session } from './database.ts';

/** Counts the codes that are mailed, over all servers, so that nobody floods an address with them. */
export interface CodeLimits {
  /** Counts one more code, or returns when another may be sent. The keys say for whom; they hold no address. */
  count(keys: { readonly address: string; readonly member: string }): Promise<Date | undefined>;
}

/** The most codes within an hour. */
export interface CodeLimitOptions {
  readonly address: number;
  readonly member: number;
  readonly overall: number;
}

/** Makes the limits on the table `code_limit`, which the migrations made. */
export function createCodeLimits(pool: Pool, perHour: CodeLimitOptions): CodeLimits {
  const limiter = (keyPrefix: keyof CodeLimitOptions) => hourlyLimiter(pool, keyPrefix, perHour[keyPrefix]);
  const [address, member, overall] = [limiter('address'), limiter('member'), limiter('overall')];

  return {
    async count(keys) {
      // The narrowest first: whoever is stopped by it does not use up what is meant for everybody.
      for (const [limits, key] of [
        [member, keys.member],
        [address, keys.address],
        [overall, 'all'],
      ] as const) {
        const next = await countOne(limits, key);
        if (next !== undefined) return next;
      }
      return undefined;
    },
  };
}

/** Counts the tests that are sent to a service's endpoints, over all servers: they go out at once, whatever became of the last. */
export interface TestLimit {
  /** Counts one more, or returns when another may be sent. The key says for whom. */
  count(key: string): Promise<Date | undefined>;
}

/** Makes the limit on the same table. */
export function createTestLimit(pool: Pool, perHour: number): TestLimit {
  const limiter = hourlyLimiter(pool, 'webhook-test', perHour);
  return { count: (key) => countOne(limiter, key) };
}

function hourlyLimiter(pool: Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'code_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: 3600,
  });
}

async function countOne(limiter: RateLimiterPostgres, key: string): Promise<Date | undefined> {
  const wait = await limiter.consume(key).then(() => undefined, millisecondsUntilNext);
  return wait === undefined ? undefined : new Date(Date.now() + wait);
}

function millisecondsUntilNext(refusal: unknown): number {
  if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
  throw refusal;
}

/** Forgets counts whose hour is over, at most `most`; returns how many. Their clock is this machine's. */
export async function forgetCodeLimits(session: Session, most: number): Promise<number> {
  const { rows } = await sql`
    delete from code_limit where key in (select key from code_limit where expire < ${Date.now()}::bigint limit ${most})
    returning key
  `.execute(sqlOf(session));
  return rows.length;
}
