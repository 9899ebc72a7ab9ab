import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProjectRoot } from '../../src/project-root.ts';
import { isFresh } from '../support/is-fresh.ts';

const SOURCES = ['src/review-desk', 'operations', 'schema.graphql', 'package-lock.json'];

/** Builds the page as `npm run build` does when it is older than its sources. That takes a few seconds. */
export async function buildPage(): Promise<void> {
  if (await isFresh('dist/review-desk/index.html', SOURCES)) return;
  const root = findProjectRoot();
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'src/review-desk/vite.config.ts'],
    // Under the test runner's own NODE_ENV, React's development build would be taken.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
}
