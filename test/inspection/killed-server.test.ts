import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import { buildServer, makeDataFolder, startProcess, type BuiltServer } from '../server/server-process.ts';
import { begin, declare, uploaded, wholesaler } from '../support/buyer-steps.ts';
import { createTestClient } from '../support/client.ts';
import { file } from '../support/material-files.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { startClamd } from './clamd-double.ts';
import { createPages, line } from './documents.ts';
import { inspected } from './inspection-operations.ts';

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
}, 120_000);
afterAll(() => built.remove());

it('an inspection is finished after its server was killed in the middle of it', async () => {
  const [database, clamd, dataDir] = [await createTestDatabase(), await startClamd(), await makeDataFolder()];
  onTestFinished(async () => {
    await clamd.close();
    await database.drop();
  });
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, SAMPLE_DATA: 'false', CLAMD_URL: clamd.url };
  const killed = startProcess(built, env);
  const { url } = await killed.greeting;
  const person = { key: 'buyer', subject: 'killed', name: 'Test Person', email: 'killed@buyer.example', about: '' };
  const { token } = await (await createDevelopmentIssuer(dataDir)).issue({ ...person, roles: ['BUYER'] });
  const buyer = createTestClient(url, token);
  await declare(buyer, wholesaler);
  const draft = await begin(buyer, 'MATERIALS');
  const { holds, release } = clamd.hold();
  await uploaded(buyer, draft, 'BANK_STATEMENT', file('a.pdf', 'application/pdf', createPages(line('Kept'))));
  await holds;
  killed.kill('SIGKILL');
  await killed.ended;
  await buyer.close();
  release();

  const next = startProcess(built, env);
  const again = createTestClient((await next.greeting).url, token);
  expect(await inspected(again, draft)).toMatchObject({ state: 'INSPECTED', pageCount: 1 });
  await again.close();
  next.kill('SIGTERM');
  expect(await next.ended).toMatchObject({ code: 0, stderr: '' });
}, 180_000);
