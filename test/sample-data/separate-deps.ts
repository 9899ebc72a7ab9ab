import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../src/application/deps.ts';
import { createWorkingCalendar } from '../../src/calendar/create-working-calendar.ts';
import { createCodeLimits, createTestLimit } from '../../src/database/code-limits.ts';
import { createDatabase } from '../../src/database/database.ts';
import { createExecutableSchema } from '../../src/graphql/executable-schema.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { findProjectRoot } from '../../src/project-root.ts';
import { createOcrEngine } from '../../src/reading/ocr-engine.ts';
import { createKeyRing } from '../../src/sealing/key-ring.ts';
import { createSealer } from '../../src/sealing/sealer.ts';
import { createInspector } from '../../src/inspection/inspector.ts';
import { createMaterialStorage } from '../../src/storage/material-storage.ts';
import { createWebhookSender } from '../../src/webhooks/webhook-sender.ts';

/** Where the sample files are. */
export const sampleFiles = { directory: join(findProjectRoot(), 'sample-files') };

/** Servers of one database have one key. */
const sharedKey = randomBytes(32);

/** What one server works with, connections and files of its own, without the server: one process holds only one of those at its start. */
export async function createSeparateDeps(databaseUrl: string): Promise<{ deps: Deps; close: () => Promise<void> }> {
  const root = findProjectRoot();
  const directory = await mkdtemp(join(tmpdir(), 'bonafide-sample-'));
  const keys = createKeyRing(sharedKey);
  const database = await createDatabase({ url: databaseUrl, maxConnections: 5, onWarning: () => {}, keys });
  const policy = await loadPolicy(join(root, 'policy.yaml'));
  const { ruleCatalogue } = await createExecutableSchema({ sdl: await readFile(join(root, 'schema.graphql'), 'utf8') });
  const deps: Deps = {
    database,
    policy,
    calendar: createWorkingCalendar(policy.calendar),
    storage: createMaterialStorage({ kind: 'disk', directory }),
    inspector: createInspector({ clamd: undefined }),
    catalogue: ruleCatalogue,
    ocr: createOcrEngine(),
    sealer: createSealer(keys),
    codeLimits: createCodeLimits(await database.pool(), policy.emailCode.perHour),
    testLimit: createTestLimit(await database.pool(), policy.webhooks.testsPerHour),
    webhooks: createWebhookSender({ allowedNetworks: [] }),
    publicUrl: '',
    now: () => new Date(),
  };
  const close = async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { deps, close };
}
