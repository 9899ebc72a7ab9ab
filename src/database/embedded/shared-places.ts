import { chmod, lstat, mkdir } from 'node:fs/promises';

/** Where root keeps what an unprivileged user must reach, best place first. Only the last may not survive a reboot. */
export const SHARED_PLACES: readonly string[] = ['/var/lib/bonafide', '/var/tmp/bonafide', '/tmp/bonafide'];

/** Whether root owns the place and nobody else can change it: in a folder such as /tmp, anybody may have made it. */
export async function isTrustedPlace(place: string): Promise<boolean> {
  const stats = await lstat(place).catch(() => undefined);
  return stats !== undefined && stats.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0;
}

/**
 * Tries something in one place after the other, and answers with the first result. Throws an error that names every
 * place and why it failed when none is left.
 */
export async function firstThatWorks<T>(
  places: readonly string[],
  what: string,
  tryIn: (place: string) => Promise<T>,
): Promise<T> {
  const failures: string[] = [];
  for (const place of places) {
    try {
      // Its own chmod, because a strict umask would close the folder.
      if (await mkdir(place, { recursive: true })) await chmod(place, 0o755);
      if (!(await isTrustedPlace(place))) throw new Error('it does not belong to root alone');
      return await tryIn(place);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`${place}: ${reason.trim()}`);
    }
  }
  throw new Error(
    `No place for ${what} that an unprivileged user can reach (${failures.join('; ')}). ` +
      'Start the server as a user other than root, or set DATABASE_URL.',
  );
}
