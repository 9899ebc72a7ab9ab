import type { Buyer } from './buyer.ts';
import type { Demo } from './demo.ts';
import { expectSame } from './demo-error.ts';
import type { Mail } from './mailbox.ts';

/** A buyer hears by push and by mail that its verification was approved, and what it may do now. */
export async function hearApproval(demo: Demo, buyer: Buyer, verificationId: string): Promise<void> {
  const { transcript, tally, mailbox } = demo;
  const { verification } = (await buyer.outcomes.take()).verificationReviewed;
  expectSame('the verification that was pushed', verification.id, verificationId);
  expectSame('its status', verification.status, 'APPROVED');
  tally.approved += 1;
  tally.pushes += 1;
  const unlocked = verification.decision.unlockedStage?.name ?? 'no stage';
  transcript.line('push', `verificationReviewed: APPROVED, which unlocks ${unlocked}`);
  await hearOfLevel(demo, buyer, 'UnlockedByVerification');
  transcript.line('mailbox', `"${(await mailbox.read(buyer.email, /unlocked/i)).subject}"`);
}

/** A buyer hears by push that its level changed, and which benefits it has now. */
export async function hearOfLevel({ transcript, tally }: Demo, buyer: Buyer, cause: string): Promise<void> {
  const { change, membership } = (await buyer.memberships.take()).membershipChanged;
  expectSame('the cause of the change', change.cause.__typename, cause);
  tally.pushes += 1;
  const benefits = membership.benefits.map((benefit) => benefit.name).join(', ');
  transcript.line('push', `membershipChanged: ${change.from.name} → ${change.to.name}, with ${benefits}`);
}

/** A buyer hears by push and by mail what was wrong with its verification, and what to do. Returns the mail. */
export async function hearRejection(demo: Demo, buyer: Buyer, verificationId: string): Promise<Mail> {
  const { transcript, tally, mailbox } = demo;
  const { verification } = (await buyer.outcomes.take()).verificationReviewed;
  expectSame('the verification that was pushed', verification.id, verificationId);
  expectSame('its status', verification.status, 'REJECTED');
  tally.rejected += 1;
  tally.pushes += 1;
  for (const { code, message, remedyMessage, material } of verification.decision.reasons) {
    transcript.line('push', `verificationReviewed: REJECTED, ${code} of ${material?.fileName}`);
    transcript.line('push', `${message} ${remedyMessage}`);
  }
  const mail = await mailbox.read(buyer.email, /not approved/i);
  transcript.line('mailbox', `"${mail.subject}"`);
  transcript.quote(mail.text);
  return mail;
}

/** A buyer finds the mail that its verification arrived. */
export async function hearReceipt({ transcript, mailbox }: Demo, buyer: Buyer): Promise<void> {
  transcript.line('mailbox', `"${(await mailbox.read(buyer.email, /^We received/)).subject}"`);
}
