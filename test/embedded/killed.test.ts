import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readPostmasterFile } from '../../src/database/embedded/find-postmaster.ts';
import { openWorkbench, query, readNotes, writeNote } from './workbench.ts';
import type { ChildProcess } from 'node:child_process';

describe('what was committed before a kill', { timeout: 60_000 }, () => {
  test('is there when the next server adopts the database that the killed one left', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const killed = await bench.start(folder);
    await writeNote(killed.url, 'kept');
    await killed.kill();

    const next = await bench.start(folder);
    expect(next.adopted).toBe(true);
    expect(next.url).toBe(killed.url);
    expect(await readNotes(next.url)).toEqual([{ text: 'kept' }]);

    await next.stop();
    await expect(query(next.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('is there when PostgreSQL was killed together with the server', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const killed = await bench.start(folder);
    await writeNote(killed.url, 'kept');
    const backends = await query(killed.url, 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    const main = await readPostmasterFile(killed.dataLocation);
    await killed.kill();
    for (const pid of [main?.pid, ...backends.map((row): unknown => row['pid'])]) killIfAlive(Number(pid));

    const next = await bench.start(folder);
    expect(next.adopted).toBe(false);
    expect(await readNotes(next.url)).toEqual([{ text: 'kept' }]);
  });

  test('is there when only the main process of PostgreSQL was killed and a query still runs', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const killed = await bench.start(folder);
    await writeNote(killed.url, 'kept');
    const busy = query(
      killed.url,
      "SET application_name = 'busy'",
      'SELECT sum(n) FROM generate_series(1, 3000000) AS n',
    );
    const outcome = busy.catch((error: unknown) => error);
    await vi.waitFor(async () => {
      expect(await query(killed.url, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'busy'")).toHaveLength(1);
    });
    const main = await readPostmasterFile(killed.dataLocation);
    await killed.kill();
    killIfAlive(Number(main?.pid));

    const next = await bench.start(folder);
    await outcome;
    expect(await readNotes(next.url)).toEqual([{ text: 'kept' }]);
  });

  test('survives a Ctrl-C, which reaches the server and not PostgreSQL', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const owner = await bench.start(folder, { detached: true });
    await writeNote(owner.url, 'kept');
    const ended = owner.kill('SIGINT');
    process.kill(-Number(owner.process.pid), 'SIGINT');
    await ended;
    expect(await readNotes(owner.url)).toEqual([{ text: 'kept' }]);
  });
});

describe('a data folder', { timeout: 60_000 }, () => {
  test('whose first start was killed half-way starts the next time, and nothing half-made stays', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    let child: ChildProcess | undefined;
    const started = bench.start(folder, { onSpawn: (spawned) => (child = spawned) });
    const outcome = started.catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await isBeingMade(folder)).toBe(true), { timeout: 20_000, interval: 5 });
    child?.kill('SIGKILL');
    expect(await outcome).toMatchObject({ message: 'ended with SIGKILL' });

    const next = await bench.start(folder);
    expect(await query(next.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    expect((await readdir(folder)).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('that was copied gets a database of its own, though its postmaster.pid names the original', async () => {
    const bench = openWorkbench();
    const original = await bench.makeFolder();
    const first = await bench.start(original);
    await writeNote(first.url, 'before the copy');
    await first.stop();
    const copy = join(await bench.makeFolder(), 'copy');
    await cp(original, copy, { recursive: true });
    const again = await bench.start(original);
    const noted = await readFile(join(again.dataLocation, 'postmaster.pid'), 'utf8');
    await writeFile(join(copy, 'postgres', 'postmaster.pid'), noted);

    const copied = await bench.start(copy);
    expect(copied.adopted).toBe(false);
    await query(copied.url, "INSERT INTO note VALUES ('after the copy')");
    expect(await readNotes(again.url)).toEqual([{ text: 'before the copy' }]);
  });
});

describe('a postmaster.pid that a power cut left', { timeout: 60_000 }, () => {
  test.each(['', 'garbage\n'])('as %j does not keep the database from starting', async (content) => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const first = await bench.start(folder);
    await first.stop();
    await writeFile(join(first.dataLocation, 'postmaster.pid'), content);
    const next = await bench.start(folder);
    expect(next.adopted).toBe(false);
  });
});

async function isBeingMade(folder: string): Promise<boolean> {
  for (const name of await readdir(folder)) {
    const mark = join(folder, name, 'cluster', 'PG_VERSION');
    if (name.includes('.new-') && (await stat(mark).catch(() => undefined))) return true;
  }
  return false;
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went down with the others.
  }
}
