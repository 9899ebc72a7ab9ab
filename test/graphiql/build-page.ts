import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProjectRoot } from '../../src/project-root.ts';

/** Builds the page as `npm run build` does, so that the browser sees what the sources say now. Takes a few seconds. */
export async function buildPage(): Promise<void> {
  const root = findProjectRoot();
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'src/review-desk/vite.config.ts'],
    // Under the test runner's own NODE_ENV, React's development build would be taken.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
}
