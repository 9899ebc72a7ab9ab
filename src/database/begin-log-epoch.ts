import type { Client } from 'pg';

/** The cluster and its timeline, which changes when a standby takes over or an old state is restored: from then on transactions are counted anew. */
const HERE = `(select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) from pg_control_system())`;

/**
 * Begins a new epoch of the log when the database no longer stands where it was written so far: it was restored from a
 * dump or to an earlier time, PostgreSQL was upgraded, or a standby took over. Safe when several servers do it at once,
 * and while others write: it waits until nobody is just adding events. Returns whether an epoch began.
 */
export async function beginLogEpoch(client: Client): Promise<boolean> {
  const elsewhere = `from (select number, cluster from log_epoch order by number desc limit 1) as last where cluster <> ${HERE}`;
  if ((await client.query(`select ${elsewhere}`)).rowCount === 0) return false;
  await client.query('begin');
  try {
    // One at a time, and nobody writes events meanwhile: one of the old epoch that is still to commit would be passed over.
    await client.query('lock table event in share row exclusive mode');
    const begun = await client.query(`insert into log_epoch (number, cluster) select number + 1, ${HERE} ${elsewhere}`);
    await client.query('commit');
    return begun.rowCount === 1;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
