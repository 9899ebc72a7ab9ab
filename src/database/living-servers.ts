import { sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';

/** How long a server may be silent before it is taken for dead, in seconds. */
export const SILENT_SECONDS = 10;

/** A server process that lives, by its row. */
export interface LivingServer {
  readonly id: string;
  readonly startedAt: Date;
  readonly beatAt: Date;
  readonly version: string;
}

/** The servers that were heard of within the bound, the oldest first. Right after an outage it can be none. */
export async function livingServers(session: Session): Promise<readonly LivingServer[]> {
  const { rows } = await sql<LivingServer>`
    select id, started_at as "startedAt", beat_at as "beatAt", version from server
    where beat_at > now() - make_interval(secs => ${SILENT_SECONDS}) order by started_at, id
  `.execute(sqlOf(session));
  return rows;
}

/** Forgets servers that were silent for a day and whom no other server cleared away; returns how many. */
export async function forgetServers(session: Session): Promise<number> {
  const { rows } = await sql`
    delete from server where beat_at < now() - interval '1 day' returning id
  `.execute(sqlOf(session));
  return rows.length;
}
