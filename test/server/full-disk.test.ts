import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDevelopmentIssuer } from '../../src/identity-provider/development-issuer.ts';
import { samplePeople } from '../../src/identity-provider/sample-people.ts';
import { createSamplePdf } from '../storage/sample-files.ts';
import { begin, declare, upload, wholesaler } from '../support/buyer-steps.ts';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { createTestClient } from '../support/client.ts';
import { file, materialFiles } from '../support/material-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { buildServer, makeDataFolder, startProcess, type BuiltServer } from './server-process.ts';

const ROOM = 1024 * 1024;

let built: BuiltServer;
let database: TestDatabase;
beforeAll(async () => {
  [built, database] = await Promise.all([buildServer(), createTestDatabase()]);
});
afterAll(async () => {
  await built.remove();
  await database.drop();
});

it('an upload that finds the disk full is told to come back, leaves nothing, and the server goes on', async () => {
  const dataDir = await makeDataFolder();
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, SAMPLE_DATA: 'false' };
  const server = startProcess(built, env, { fileBytes: ROOM });
  const { url } = await server.greeting;
  const person = samplePeople.find(({ key }) => key === 'buyer');
  if (person === undefined) throw new Error('there is no sample buyer');
  const buyer = createTestClient(url, (await (await createDevelopmentIssuer(dataDir)).issue(person)).token);
  await declare(buyer, wholesaler);
  const verification = await begin(buyer, 'MATERIALS');

  const input = { verification, kind: 'BANK_STATEMENT', file: null } as const;
  const tooMuch = file('statement.pdf', 'application/pdf', createSamplePdf(3 * ROOM));
  for (const _ of ['once', 'and again']) {
    const { errors } = await buyer.upload(uploadMaterial, { input }, tooMuch);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'SERVICE_UNAVAILABLE' }]);
  }
  for (const folder of ['spool', join('materials', 'incoming')])
    expect(await readdir(join(dataDir, folder))).toEqual([]);
  expect((await upload(buyer, verification, 'BANK_STATEMENT', materialFiles.pdf)).__typename).toBe(
    'UploadMaterialSuccess',
  );
  await buyer.close();

  server.kill('SIGTERM');
  const { stdout } = await server.ended;
  expect(stdout).toContain('"code":"EFBIG"');
});
