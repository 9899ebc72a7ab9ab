import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The password of the embedded database, from the file `postgres-password` in the data folder, which only the server's
 * own user can read. A folder without a cluster gets a new one; throws when there is a cluster but not its password.
 */
export async function clusterPassword(dataFolder: string, cluster: string | undefined): Promise<string> {
  const path = join(dataFolder, 'postgres-password');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    if (cluster !== undefined) {
      throw new Error(
        `The password of the database in ${cluster} can't be read from ${path}. Restore that file or, to begin with ` +
          `an empty database, delete ${cluster}.`,
        { cause },
      );
    }
  }
  const password = randomBytes(24).toString('hex');
  const unfinished = await open(`${path}.new`, 'w', 0o600);
  await unfinished.writeFile(`${password}\n`);
  await unfinished.sync();
  await unfinished.close();
  await rename(`${path}.new`, path);
  return password;
}
