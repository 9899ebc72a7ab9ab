import { onTestFinished } from 'vitest';
import type { Task } from 'graphile-worker';
import { createDatabase } from '../../src/database/database.ts';
import { registerServer } from '../../src/database/server-registry.ts';
import { runJobs, type JobRunner } from '../../src/jobs/job-runner.ts';
import { openCuttableProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { createTestDatabase } from '../support/test-database.ts';

/** A runner of tasks that a test makes up, on a database of its own by a way that can be cut. */
export interface OwnRunner {
  readonly runner: JobRunner;
  readonly way: CuttableProxy;
  /** Beside the way. */
  readonly database: DatabaseReader;
  readonly warnings: readonly string[];
  /** Stops the runner and takes its server off the list. */
  readonly stop: () => Promise<void>;
}

/** Starts one; it is gone when the test ends. */
export async function startOwnRunner(tasks: Readonly<Record<string, Task>>, concurrency = 2): Promise<OwnRunner> {
  const own = await createTestDatabase();
  const way = await openCuttableProxy(own.url);
  const reader = await readDatabase(own.url);
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const database = await createDatabase({ url: way.url, maxConnections: 4, onWarning });
  const registry = await registerServer({ url: way.url, version: 'test', onWarning });
  const runner = await runJobs({ url: way.url, database, registry, tasks, concurrency, onWarning });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= runner.stop().then(() => registry.leave()));
  onTestFinished(async () => {
    await stop();
    await database.close();
    await reader.close();
    await way.cut().catch(() => undefined);
    await own.drop();
  });
  return { runner, way, database: reader, warnings, stop };
}
