import { declare } from '../declare.ts';
import type { Demo } from '../demo.ts';
import { hearApproval, hearReceipt } from '../hear-outcome.ts';
import { identities } from '../identities.ts';
import { submitTaxNumber } from '../operations/submit.ts';
import { beginVerification } from '../operations/verify.ts';
import { sayPromise } from '../say-promise.ts';

/** A mistyped number costs nothing; the right one is kept masked, and only a reviewer reads all of it. */
export async function verifyByTaxNumber(demo: Demo): Promise<void> {
  const { transcript, reviewers } = demo;
  const stage = demo.stageBy('TAX_NUMBER', 'highest');
  transcript.scene(`Tess wants ${stage.name}`);
  const buyer = await demo.meetBuyer('Tess');
  await declare(transcript, buyer, identities.WHOLESALER);
  const begun = await buyer.client.act(beginVerification, { stage: stage.code, method: 'TAX_NUMBER' });
  const { id } = begun.verification;

  const mistyped = { verification: id, country: 'DE', taxNumber: 'DE136695977' };
  const problem = await buyer.client.beRefused(submitTaxNumber, mistyped, 'TaxNumberMalformed');
  transcript.line('buyer', `types ${mistyped.taxNumber}`);
  transcript.line('server', `${problem.type}: ${problem.message} No chance was spent.`);

  const right = { verification: id, country: 'DE', taxNumber: 'DE 136 695 976' };
  const submitted = await buyer.client.act(submitTaxNumber, right);
  const { maskedTaxNumber, verdict } = submitted.verification;
  transcript.line('buyer', `types ${right.taxNumber}; it is shown as ${maskedTaxNumber}, and was checked: ${verdict}`);
  sayPromise(transcript, 'TAX_NUMBER', submitted);
  await hearReceipt(demo, buyer);
  await reviewers.approve(await reviewers.takeUp(id));
  await hearApproval(demo, buyer, id);
}
