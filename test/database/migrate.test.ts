import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate, MigrationError } from '../../src/database/migrate.ts';
import { migrateJobs } from '../../src/jobs/job-runner.ts';
import { findProjectRoot } from '../../src/project-root.ts';
import { makeEmptyDatabase, query } from './empty-database.ts';

const shipped = join(findProjectRoot(), 'migrations');
const names = (await readdir(shipped)).map((file) => file.replace(/\.sql$/, '')).toSorted();

/** Everything that a database is made of, by its names. */
const shape = (url: string) =>
  query(
    url,
    `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
     where table_schema = 'public' union all
     select tgrelid::regclass::text, tgname, null, null, null from pg_trigger where not tgisinternal union all
     select tablename, indexname, indexdef, null, null from pg_indexes where schemaname = 'public'
     order by 1, 2`,
  );

/** The shipped migrations in a folder of the test's own, with more beside them. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(shipped, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('the migrations', () => {
  it('run once, in the order of their names', async () => {
    const url = await makeEmptyDatabase();
    expect(await migrate(url, shipped)).toEqual(names);
    const before = await shape(url);
    expect(await migrate(url, shipped)).toEqual([]);
    expect(await shape(url)).toEqual(before);
    expect(before.length).toBeGreaterThan(100);
  });

  it('run once, although five servers start at the same moment', async () => {
    const url = await makeEmptyDatabase();
    const start = async () => {
      const ran = await migrate(url, shipped);
      await migrateJobs(url);
      return ran;
    };
    const ran = await Promise.all(Array.from({ length: 5 }, start));
    expect(ran.flat()).toEqual(names);
    expect(ran.filter((one) => one.length > 0)).toHaveLength(1);
  });

  it('go on from where an older server was', async () => {
    const url = await makeEmptyDatabase();
    await migrate(url, shipped);
    const folder = await folderWith({
      '9002-second.sql': 'alter table note add column text text;',
      '9001-first.sql': 'create table note (id integer primary key);',
      'README.md': 'This is no migration.',
    });
    expect(await migrate(url, folder)).toEqual(['9001-first', '9002-second']);
  });
});

describe('a database that a newer version has brought further', () => {
  const newer = {
    '9001-first.sql': 'create table note (id integer primary key);',
    '9002-second.sql': 'alter table note add column text text;',
  };

  it('is left as it is by an older one', async () => {
    const url = await makeEmptyDatabase();
    const folder = await folderWith(newer);
    await migrate(url, folder);
    const before = await shape(url);
    expect(await migrate(url, shipped)).toEqual([]);
    expect(await shape(url)).toEqual(before);
    // Nor does the newer one run anything twice.
    expect(await migrate(url, folder)).toEqual([]);
  });

  it('is one while old and new start at the same moment', async () => {
    const url = await makeEmptyDatabase();
    const folder = await folderWith(newer);
    const folders = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? shipped : folder));
    const ran = await Promise.all(folders.map((each) => migrate(url, each)));
    expect(ran.flat().toSorted()).toEqual([...names, '9001-first', '9002-second']);
  });

  it('is not taken for one by a version that has something left to run', async () => {
    const url = await makeEmptyDatabase();
    await migrate(url, await folderWith({ '9002-second.sql': 'select 1;' }));
    const { '9001-first.sql': first } = newer;
    await expect(migrate(url, await folderWith({ '9001-first.sql': first }))).rejects.toThrow(MigrationError);
    expect(await query(url, "select to_regclass('note') as note")).toEqual([{ note: null }]);
  });
});

describe('a migration that fails', () => {
  it('leaves nothing behind, also of those before it in the same start', async () => {
    const url = await makeEmptyDatabase();
    const folder = await folderWith({ '9001-broken.sql': 'create table note (id integer); select 1 / 0;' });
    await expect(migrate(url, folder)).rejects.toThrow(new MigrationError('9001-broken could not be applied'));
    expect(await query(url, "select to_regclass('note') as note, to_regclass('member') as member")).toEqual([
      { note: null, member: null },
    ]);
  });

  it('is tried again at the next start', async () => {
    const url = await makeEmptyDatabase();
    const folder = await folderWith({ '9001-broken.sql': 'select 1 / 0;' });
    await expect(migrate(url, folder)).rejects.toThrow(MigrationError);
    await writeFile(join(folder, '9001-broken.sql'), 'create table note (id integer);');
    expect(await migrate(url, folder)).toEqual([...names, '9001-broken']);
  });

  it('is also one that is gone although it ran, and that is none of a newer version', async () => {
    const url = await makeEmptyDatabase();
    const folder = await folderWith({ '9001-gone.sql': 'select 1;', '9002-kept.sql': 'select 1;' });
    await migrate(url, folder);
    await rm(join(folder, '9001-gone.sql'));
    await expect(migrate(url, folder)).rejects.toThrow(MigrationError);
  });
});
