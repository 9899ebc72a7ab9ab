import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginVerification } from '../support/buyer-operations.ts';
import { begin, giveCode, handInMaterials, read, sendCode, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import { codeIn } from '../support/mailed-code.ts';
import { materialFiles } from '../support/material-files.ts';
import { sampleIdentity } from '../support/sample-identities.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

it('a draft survives a restart of the server: it is resumed with its materials, and handed in', async () => {
  const before = await signInBuyer(server, sampleIdentity('ONLINE_RETAILER').identity);
  const id = await begin(before, 'MATERIALS');
  await uploaded(before, id, 'STORE_BACKEND_SCREENSHOT', materialFiles.png);
  await before.close();

  await server.restart();

  const after = server.withToken(before.token);
  const { beginVerification: resumed } = await after.data(beginVerification, {
    input: { stage: 'SILVER', method: 'MATERIALS' },
  });
  expect(resumed).toMatchObject({
    resumed: true,
    verification: { id, materials: [{ kind: 'STORE_BACKEND_SCREENSHOT', bytes: materialFiles.png.content.length }] },
  });
  await uploaded(after, id, 'STORE_FLOW_STATEMENT');
  expect(await handInMaterials(after, id)).toMatchObject({ verification: { status: 'SUBMITTED' } });
  await after.close();
});

it('a code that was mailed before a restart works after it', async () => {
  const before = await signInBuyer(server);
  const id = await begin(before, 'EMAIL');
  await sendCode(before, id, 'owner@restarted-trading.example');
  const code = codeIn(await server.mails.waitFor('owner@restarted-trading.example', /code/i));
  await before.close();

  await server.restart();

  const after = server.withToken(before.token);
  expect(await giveCode(after, id, code)).toMatchObject({ __typename: 'SubmitEmailCodeSuccess' });
  expect(await read(after, id)).toMatchObject({ status: 'SUBMITTED' });
  await after.close();
});
