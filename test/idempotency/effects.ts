import { databaseText } from '../support/database-text.ts';
import { filesOf } from '../support/data-folder.ts';
import type { TestServer } from '../support/server.ts';

/**
 * All that a server holds but its idempotency keys: what a mutation does anew shows here. Let `keepJobs` copy the jobs: what
 * the queue itself holds is left out, since jobs go when they are done, and so are jobs that the clock adds.
 */
export async function effectsOf(server: TestServer): Promise<readonly string[]> {
  const lines = (await databaseText(server.databaseUrl)).split('\n');
  const kept = lines.filter(
    (line) => !/^(graphile_worker\.|public\.idempotency_key |public\.seen_job .*_cron)/.test(line),
  );
  return [...kept.toSorted(), ...(await filesOf(server))];
}
