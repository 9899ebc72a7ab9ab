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
  const limiter = (keyPrefix: keyof CodeLimitOptions) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'code_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points: perHour[keyPrefix],
      duration: 3600,
    });
  const [address, member, overall] = [limiter('address'), limiter('member'), limiter('overall')];

  return {
    async count(keys) {
      // The narrowest first: whoever is stopped by it does not use up what is meant for everybody.
      for (const [limits, key] of [
        [member, keys.member],
        [address, keys.address],
        [overall, 'all'],
      ] as const) {
        const wait = await limits.consume(key).then(() => undefined, millisecondsUntilNext);
        if (wait !== undefined) return new Date(Date.now() + wait);
      }
      return undefined;
    },
  };
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
