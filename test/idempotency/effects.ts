import { databaseText } from '../support/database-text.ts';
import { vi } from 'vitest';
import { filesOf } from '../support/data-folder.ts';
import { readDatabase } from '../support/database-reader.ts';
import type { TestServer } from '../support/server.ts';

/** How the key of a job begins that is an effect by itself. */
export const PROBE = 'a-probe#';

/** What changes in the background: idempotency keys, servers that beat, mails that go out, jobs, jobs that the clock adds, and the chain of the audit trail. */
const inTheBackground =
  /^(graphile_worker\.(?!_private_jobs .*a-probe#)|public\.(idempotency_key|server|mail|reminder|audit_link) |public\.seen_job .*(_cron|"day"))/;

/**
 * All that a server holds: what a mutation does anew shows here. Let `keepJobs` copy the jobs: what the queue itself holds is
 * left out, since jobs go when they are done; but for those whose key is of PROBE.
 */
export async function effectsOf(server: TestServer): Promise<readonly string[]> {
  await untilAllIsRead(server);
  const lines = (await databaseText(server.databaseUrl)).split('\n');
  const kept = lines.filter((line) => !inTheBackground.test(line));
  return [...kept.toSorted(), ...(await filesOf(server))];
}

/** What an upload causes goes on after its answer: waits until every file was inspected and read. */
async function untilAllIsRead(server: TestServer): Promise<void> {
  const database = await readDatabase(server.databaseUrl);
  const open = `select from graphile_worker.jobs where task_identifier in ('inspect_material', 'read_material')`;
  try {
    await vi.waitFor(
      async () => {
        if ((await database.rows(open)).length > 0) throw new Error('files are still being read');
      },
      { timeout: 60_000, interval: 50 },
    );
  } finally {
    await database.close();
  }
}
