import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The system user that PostgreSQL's programs run as. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

const run = promisify(execFile);

/**
 * The unprivileged system user to run PostgreSQL as, because it refuses to run as root: `nobody`, or else the first
 * user that isn't root. Undefined when this process is not root, and PostgreSQL can run as the same user.
 */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const user = users.find(({ name }) => name === 'nobody') ?? users.find(({ uid }) => uid !== 0);
  if (!user) {
    throw new Error(
      'PostgreSQL refuses to run as root, and /etc/passwd names no other user. Start the server as another user, or set DATABASE_URL.',
    );
  }
  return user;
}

function parsePasswd(text: string): ServerUser[] {
  return text
    .split('\n')
    .filter((line) => /^[^:#]+:[^:]*:-?\d+:-?\d+:/.test(line))
    .map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return { name, uid: Number(uid), gid: Number(gid) };
    });
}

/**
 * What to spawn PostgreSQL's programs with. The working folder is the root, since the user may not be able to enter
 * ours, and the environment is bare, so that no PG… variable of the operator's shell changes what they do.
 */
export function spawnOptionsFor(user: ServerUser | undefined) {
  return {
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
}

/** Runs one of PostgreSQL's programs to its end. Rejects when it can't be run or fails, with what it wrote. */
export async function runAs(user: ServerUser | undefined, program: string, args: readonly string[]): Promise<void> {
  await run(program, args, spawnOptionsFor(user));
}
