import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findPostmaster, readPostmasterFile } from '../../src/database/embedded/find-postmaster.ts';
import { openWorkbench, query, readNotes, writeNote } from './workbench.ts';

describe('the embedded database', { timeout: 60_000 }, () => {
  test('made by the first start is found again by a later one', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const first = await bench.start(folder);
    await writeNote(first.url, 'kept');
    await first.stop();

    const later = await bench.start(folder);
    expect(await readNotes(later.url)).toEqual([{ text: 'kept' }]);
    expect([first.adopted, later.adopted]).toEqual([false, false]);
  });

  test('is gone when it was stopped', async () => {
    const bench = openWorkbench();
    const owner = await bench.start(await bench.makeFolder());
    await owner.stop();
    await expect(query(owner.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('keeps its data and its password from other users', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const { dataLocation, url } = await bench.start(folder);
    const passwordFile = join(folder, 'postgres-password');
    expect((await stat(dataLocation)).mode & 0o777).toBe(0o700);
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    expect(url).toContain((await readFile(passwordFile, 'utf8')).trim());
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  test('writes no data that a failing statement holds to its log', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const { url } = await bench.start(folder);
    await writeNote(url, 'first');
    await query(url, 'CREATE UNIQUE INDEX ON note (text)');
    await expect(query(url, "INSERT INTO note VALUES ('first') -- secret")).rejects.toThrow('duplicate key');
    const log = await readFile(join(folder, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toMatch(/first|secret|duplicate/);
  });

  test('folds and orders text the same on every machine', async () => {
    const bench = openWorkbench();
    const { url } = await bench.start(await bench.makeFolder());
    const [row] = await query(
      url,
      `SELECT upper('straße é') AS upper, 'a' < 'B' AS mixed, pg_encoding_to_char(encoding) AS encoding,
        datlocprovider AS provider FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ upper: 'STRAßE É', mixed: false, encoding: 'UTF8', provider: 'b' });
  });

  test('of one data folder runs beside that of another', async () => {
    const bench = openWorkbench();
    const [one, two] = await Promise.all([
      bench.start(await bench.makeFolder()),
      bench.start(await bench.makeFolder()),
    ]);
    await writeNote(one.url, 'one');
    await writeNote(two.url, 'two');
    expect(await readNotes(one.url)).toEqual([{ text: 'one' }]);
    expect(await readNotes(two.url)).toEqual([{ text: 'two' }]);
  });

  test('tells the operator when it is lost, and when it is back', async () => {
    const bench = openWorkbench();
    const owner = await bench.start(await bench.makeFolder());
    await query(
      owner.url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $$bonafide owner$$',
    );
    await vi.waitFor(() => expect(owner.lines.at(-1)).toBe('The database is back.'), 10_000);
    expect(owner.lines.at(-2)).toMatch(/^The database was lost \(terminating connection.*\). Bringing it back.$/);
  });

  test('is brought back at the same address, with all that was committed, when its main process is killed', async () => {
    const bench = openWorkbench();
    const owner = await bench.start(await bench.makeFolder());
    await writeNote(owner.url, 'kept');
    for (const _ of ['once', 'and again']) {
      const main = await readPostmasterFile(owner.dataLocation);
      process.kill(Number(main?.pid), 'SIGKILL');
      await vi.waitFor(async () => {
        expect((await readPostmasterFile(owner.dataLocation))?.pid).not.toBe(main?.pid);
        expect(await readNotes(owner.url)).toEqual([{ text: 'kept' }]);
      }, 20_000);
    }
    await owner.stop();
    await expect(query(owner.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('stops at once when it was just lost', async () => {
    const bench = openWorkbench();
    const owner = await bench.start(await bench.makeFolder());
    process.kill(Number((await readPostmasterFile(owner.dataLocation))?.pid), 'SIGKILL');
    await owner.stop();
    await expect(query(owner.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    expect(await findPostmaster(owner.dataLocation)).toBeUndefined();
  });
});
