import { declare } from '../declare.ts';
import type { Demo } from '../demo.ts';
import { DemoError, expectSame } from '../demo-error.ts';
import { handInMaterials } from '../hand-in-materials.ts';
import { hearApproval, hearReceipt, hearRejection } from '../hear-outcome.ts';
import { identities } from '../identities.ts';

/** One of three materials is not good enough. The second run asks for that one alone, and keeps the others; the statement shows too little for the highest stage. */
export async function rejectAndTryAgain(demo: Demo): Promise<void> {
  const { transcript, reviewers } = demo;
  const stage = demo.stageBy('MATERIALS', 'highest');
  transcript.scene(`Rita wants ${stage.name}`);
  const buyer = await demo.meetBuyer('Rita');
  await declare(transcript, buyer, identities.OFFLINE_RETAILER);
  const blurred = { STORE_PHOTO: 'store-photo-blurred.jpg' };
  const first = await handInMaterials(transcript, buyer, { stage: stage.code, instead: blurred });
  await hearReceipt(demo, buyer);
  const claimed = await reviewers.takeUp(first);
  const photo = claimed.materials.find((material) => material.kind === 'STORE_PHOTO');
  if (photo === undefined) throw new DemoError('The photo did not reach the reviewer.');
  const note = 'The other two are fine.';
  await reviewers.reject(claimed, [{ code: 'MATERIAL_UNREADABLE', material: photo.id, note }]);
  const mail = await hearRejection(demo, buyer, first);
  expectSame('whether the mail tells the private note', mail.text.includes(note), false);

  transcript.scene('Rita, the second run');
  const second = await handInMaterials(transcript, buyer, { stage: stage.code });
  await hearReceipt(demo, buyer);
  const again = await reviewers.takeUp(second);
  const kept = again.materials.filter((material) => material.keptFromEarlierRun);
  expectSame('the number of materials kept from the first run', kept.length, 2);
  await reviewers.approve(again);
  await hearApproval(demo, buyer, second);
}
