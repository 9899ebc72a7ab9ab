import { declareIdentity } from '../../application/declare-identity.ts';
import { handInMaterials } from '../hand-in-materials.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Olive, an online retailer, handed in both pictures that are asked for, yesterday. */
export async function oliveAwaitsReview(narrator: Narrator): Promise<void> {
  const { past, at, signIn, stagesBy } = narrator;
  const moment = past.daysAgo(1, 15);
  const olive = await signIn('olive', moment);
  const information = {
    storeName: 'Sample Store',
    storeLink: 'https://samplestore.example',
    platform: 'Shopify',
  };
  await succeed(declareIdentity(at(moment), olive, { type: 'ONLINE_RETAILER', information }));
  const [stage] = stagesBy('MATERIALS');
  if (stage === undefined) return;
  await handInMaterials(narrator, olive, {
    stage: stage.code,
    files: [
      { kind: 'STORE_BACKEND_SCREENSHOT', name: 'store-backend-screenshot.png' },
      { kind: 'STORE_FLOW_STATEMENT', name: 'store-flow-statement.png' },
    ],
    moment,
  });
}
