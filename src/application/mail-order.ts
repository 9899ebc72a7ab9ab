import { createHash } from 'node:crypto';
import type { Session } from '../database/database.ts';
import { addJob } from '../database/job-queue.ts';
import type { Method } from '../domain/method.ts';

/**
 * A mail to be sent once what it tells is committed. Holds no personal data: what it says is read when it is sent. Two orders
 * that are equal are one mail, so each has what makes it its own.
 */
export type MailOrder =
  | { readonly mail: 'EMAIL_CODE'; readonly verificationId: string; readonly sealedCode: string }
  | { readonly mail: 'VERIFICATION_SUBMITTED'; readonly verificationId: string }
  | { readonly mail: 'VERIFICATION_REVIEWED'; readonly verificationId: string }
  | { readonly mail: 'STAGE_UNLOCKED_BY_SPEND'; readonly membershipChangeId: string }
  | {
      readonly mail: 'CHANCES_RESTORED';
      readonly memberId: string;
      readonly method: Method;
      readonly restoredAt: string;
      /** Chances can be restored twice in a moment. */
      readonly restoration: string;
    }
  | { readonly mail: 'MEMBERSHIP_REVOKED'; readonly membershipChangeId: string }
  | { readonly mail: 'WEBHOOK_ENDPOINT_DISABLED'; readonly endpointId: string; readonly disabledAt: string }
  /** How many cases are due that day (YYYY-MM-DD), to the operator's team. */
  | { readonly mail: 'CASES_DUE'; readonly day: string }
  | { readonly mail: 'DRAFT_WAITING'; readonly verificationId: string };

/** The job that sends mails. */
export const SEND_MAIL = 'send_mail';

/** Orders a mail in the session's transaction. */
export async function orderMail(session: Session, order: MailOrder): Promise<void> {
  await addJob(session, SEND_MAIL, order, { key: `${order.mail} ${subjectOf(order)}#${mailIdOf(order)}` });
}

/** What identifies a mail, however often it is tried: the first part of its Message-ID. */
export function mailIdOf(order: MailOrder): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('hex').slice(0, 40);
}

function subjectOf(order: MailOrder): string {
  if ('verificationId' in order) return order.verificationId;
  if ('membershipChangeId' in order) return order.membershipChangeId;
  if ('endpointId' in order) return order.endpointId;
  return 'day' in order ? order.day : order.memberId;
}
