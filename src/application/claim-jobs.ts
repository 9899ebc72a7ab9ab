import type { Session } from '../database/database.ts';
import { addJob } from '../database/job-queue.ts';
import type { Policy } from '../domain/policy.ts';
import type { Verification } from '../domain/verification.ts';

/** The job that makes it visible that a claim has lapsed. */
export const LAPSE_CLAIM = 'lapse_claim';
/** The job that tells the queue's followers that a claim lapses soon. */
export const REMIND_OF_CLAIM = 'remind_of_claim';

/** A verification's claim, named by its end: one that was prolonged is another. */
export interface NamedClaim {
  readonly verificationId: string;
  readonly until: Date;
}

/** Adds what happens when a claim lapses, and shortly before, in the transaction that makes it. It replaces what was to happen to the claim before. */
export async function addClaimJobs(session: Session, policy: Policy, { verificationId, until }: NamedClaim) {
  const payload = { verificationId, until: until.toISOString() };
  await addJob(session, LAPSE_CLAIM, payload, { key: `${verificationId}#${LAPSE_CLAIM}`, runAt: until });
  const minutesBefore = policy.reminders.claimLapsingMinutes;
  // A claim that is no longer than that would be reminded of as soon as it is made.
  if (minutesBefore >= policy.review.claimMinutes) return;
  const runAt = remindAt(policy, until);
  await addJob(session, REMIND_OF_CLAIM, payload, { key: `${verificationId}#${REMIND_OF_CLAIM}`, runAt });
}

/** When it is reminded of a claim. */
export function remindAt({ reminders }: Policy, until: Date): Date {
  return new Date(until.getTime() - reminders.claimLapsingMinutes * 60_000);
}

/** Whether a verification's claim is still the one that is named. */
export function isClaimed({ status, claim }: Verification, until: Date): boolean {
  return status === 'SUBMITTED' && claim?.until.getTime() === until.getTime();
}
