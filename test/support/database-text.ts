import { Client } from 'pg';

/** Makes the database keep a copy of every job that is added from now on, since a job goes as soon as it is done. */
export async function keepJobs(databaseUrl: string): Promise<void> {
  await inDatabase(databaseUrl, (client) =>
    client.query(`
      create table seen_job (payload json);
      create function keep_job() returns trigger language plpgsql as $$
      begin
        insert into seen_job (payload) values (new.payload);
        return null;
      end $$;
      create trigger job_is_kept after insert on graphile_worker._private_jobs for each row execute function keep_job();
    `),
  );
}

/** Lets no job run from now on whose task's name fits; it waits for ever. */
export async function holdJobs(databaseUrl: string, pattern: string): Promise<void> {
  await inDatabase(databaseUrl, (client) =>
    client.query(`
      create function hold_job() returns trigger language plpgsql as $$
      begin
        if exists (select from graphile_worker._private_tasks where id = new.task_id and identifier ~ '${pattern}') then
          new.run_at := 'infinity';
        end if;
        return new;
      end $$;
      create trigger job_is_held before insert or update on graphile_worker._private_jobs
        for each row execute function hold_job();
    `),
  );
}

/** All rows of all tables as text; bytes stand there in hexadecimal. */
export async function databaseText(databaseUrl: string): Promise<string> {
  return inDatabase(databaseUrl, async (client) => {
    const tables = await client.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker')
    `);
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const rows = await client.query<{ row: string }>(`select row::text as row from ${name} row`);
      texts.push(...rows.rows.map(({ row }) => `${name} ${row}`));
    }
    return texts.join('\n');
  });
}

/** The ways in which a text could stand somewhere without being a secret. */
export function plainSpellings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    Array.from(text).toReversed().join(''),
  ];
}

/** Works in a database through a connection of its own. */
export async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
