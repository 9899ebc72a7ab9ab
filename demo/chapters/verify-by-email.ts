import { mailDomain } from '../buyer.ts';
import { declare } from '../declare.ts';
import type { Demo } from '../demo.ts';
import { DemoError } from '../demo-error.ts';
import { hearApproval, hearReceipt } from '../hear-outcome.ts';
import { identities } from '../identities.ts';
import { sendEmailCode, submitEmailCode } from '../operations/submit.ts';
import { beginVerification } from '../operations/verify.ts';
import { sayPromise } from '../say-promise.ts';

/** Free mail is refused, a wrong code costs a chance, and the mailed one hands the verification in. */
export async function verifyByEmail(demo: Demo): Promise<void> {
  const { transcript, reviewers, mailbox } = demo;
  const stage = demo.stageBy('EMAIL', 'lowest');
  transcript.scene(`Emil wants ${stage.name}`);
  const buyer = await demo.meetBuyer('Emil');
  await declare(transcript, buyer, identities.ORGANIZATION);
  const begun = await buyer.client.act(beginVerification, { stage: stage.code, method: 'EMAIL' });
  const verification = begun.verification.id;

  const free = { verification, email: 'emil@gmail.com' };
  const refusal = await buyer.client.beRefused(sendEmailCode, free, 'EmailNotAccepted');
  transcript.line('buyer', `asks for a code to ${free.email}`);
  transcript.line('server', `${refusal.type}: ${refusal.message}`);

  const email = `office@${mailDomain(demo.run)}`;
  await buyer.client.act(sendEmailCode, { verification, email });
  transcript.line('buyer', `asks for a code to ${email}`);
  const mail = await mailbox.read(email, /^Your code/);
  const code = /\b\d{8}\b/.exec(mail.text)?.[0];
  if (code === undefined) throw new DemoError(`The mail "${mail.subject}" has no code of 8 digits.`);
  transcript.line('mailbox', `"${mail.subject}": ${code}`);

  const wrong = code === '00000000' ? '11111111' : '00000000';
  const problem = await buyer.client.beRefused(submitEmailCode, { verification, code: wrong }, 'WrongCode');
  transcript.line('buyer', `types ${wrong}`);
  transcript.line('server', `${problem.type}: ${problem.message}`);
  const submitted = await buyer.client.act(submitEmailCode, { verification, code });
  transcript.line('buyer', `types ${code}`);
  sayPromise(transcript, 'EMAIL', submitted);
  await hearReceipt(demo, buyer);
  await reviewers.approve(await reviewers.takeUp(verification));
  await hearApproval(demo, buyer, verification);
}
