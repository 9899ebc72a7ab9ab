// Builds what `npm start` and the tests run: the server (always, since that takes a second), and the pages of GraphiQL when
// their sources are newer than what was built from them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');

function run(command, ...args) {
  const { status } = spawnSync(join(bin, command), args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function newest(path) {
  const stats = statSync(join(root, path));
  if (!stats.isDirectory()) return stats.mtimeMs;
  // Types that codegen writes anew: nothing that runs comes of them.
  const names = readdirSync(join(root, path)).filter((name) => name !== 'generated');
  return Math.max(0, ...names.map((name) => newest(join(path, name))));
}

for (const folder of ['src', 'demo', 'torture', 'bench']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');

const built = join(root, 'dist', 'review-desk', 'index.html');
const sources = ['src/review-desk', 'operations', 'schema.graphql', 'package-lock.json'];
if (!existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs) {
  run('vite', 'build', '--config', 'src/review-desk/vite.config.ts', '--logLevel', 'warn');
}
