import { declare } from '../declare.ts';
import type { Demo } from '../demo.ts';
import { expectSame } from '../demo-error.ts';
import { handInMaterials } from '../hand-in-materials.ts';
import { hearApproval, hearReceipt } from '../hear-outcome.ts';
import { identities } from '../identities.ts';

const buyers = [
  { name: 'Olga', identity: identities.ONLINE_RETAILER },
  { name: 'Oscar', identity: identities.OFFLINE_RETAILER },
  { name: 'Wanda', identity: identities.WHOLESALER },
  { name: 'Sergio', identity: identities.SERVICE_PROVIDER },
  { name: 'Mina', identity: identities.MANUFACTURER },
  { name: 'Iris', identity: identities.INFLUENCER },
  { name: 'Omar', identity: identities.ORGANIZATION },
  { name: 'Uma', identity: identities.OTHER_BUSINESS },
];

/** Each of the eight identities hands in what it must, is looked at, and is approved. */
export async function verifyByMaterials(demo: Demo): Promise<void> {
  const { transcript, reviewers, pages } = demo;
  const stage = demo.stageBy('MATERIALS', 'lowest').code;
  expectSame('the number of identities', pages.identityTypes.length, buyers.length);
  for (const { name, identity } of buyers) {
    transcript.scene(name);
    const buyer = await demo.meetBuyer(name);
    await declare(transcript, buyer, identity);
    const id = await handInMaterials(transcript, buyer, { stage });
    await hearReceipt(demo, buyer);
    await reviewers.approve(await reviewers.takeUp(id));
    await hearApproval(demo, buyer, id);
  }
}
