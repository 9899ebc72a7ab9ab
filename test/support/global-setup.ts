import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/database/migrate.ts';
import { migrateJobs } from '../../src/jobs/job-runner.ts';
import { startTestCluster } from './test-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of the cluster that all test files share; each makes a database of its own in it. */
    readonly clusterUrl: string;
  }
}

/** The migrated database that each test file's own is copied from. */
export const TEMPLATE = 'bonafide_template';

/** Starts the cluster of this test run and migrates the template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  await inDatabase(cluster.url, async (client) => client.query(`create database ${TEMPLATE}`));
  const template = new URL(cluster.url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href, new URL('../../migrations', import.meta.url).pathname);
  await migrateJobs(template.href);
  project.provide('clusterUrl', cluster.url);
  return () => cluster.stop();
}

async function inDatabase(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
