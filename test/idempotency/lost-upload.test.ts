import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadMaterial } from '../support/buyer-material-operations.ts';
import { begin, read, signInBuyer } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { materialFiles } from '../support/material-files.ts';
import { linkOf } from '../support/material-link.ts';
import { untyped } from '../support/untyped.ts';
import { sendKeyed } from './send-keyed.ts';
import { startTwinServers, type TwinServers } from './twin-servers.ts';

let twins: TwinServers;
beforeAll(async () => {
  twins = await startTwinServers();
});
afterAll(() => twins.close());

const upload = (buyer: TestClient, verification: string) =>
  sendKeyed(
    twins.one,
    {
      document: untyped(uploadMaterial),
      input: { verification, kind: 'BANK_STATEMENT', file: null },
      file: materialFiles.pdf,
      token: buyer.token,
    },
    'a-file',
  );

/** The materials of the draft, and the bytes behind the link of the first. */
async function kept(buyer: TestClient, verification: string) {
  const draft = await read(buyer, verification);
  const [material, ...more] = draft && 'materials' in draft ? draft.materials : [];
  if (material === undefined || more.length > 0) throw new Error('not one material');
  const link = await linkOf(buyer, verification, material.id);
  return Buffer.from(await (await fetch(link.url)).arrayBuffer());
}

it.each(['committed', 'rolled back'] as const)(
  'a file whose record was lost on the way and %s is there with its bytes, once, after it is sent again',
  async (loss) => {
    const buyer = await signInBuyer(twins.one, undefined, { subject: `test|${randomUUID()}` });
    const verification = await begin(buyer, 'MATERIALS');
    const broken = twins.proxy.breakCommitOf('set answer', loss);
    expect((await upload(buyer, verification)).status).toBe(503);
    await broken;

    expect((await upload(buyer, verification)).text).toContain('"__typename":"UploadMaterialSuccess"');
    expect(await kept(buyer, verification)).toEqual(Buffer.from(materialFiles.pdf.content));
    await buyer.close();
  },
);
