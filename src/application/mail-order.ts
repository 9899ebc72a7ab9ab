import type { Session } from '../database/database.ts';
import { addJob } from '../database/job-queue.ts';
import type { Method } from '../domain/method.ts';

/** A mail to be sent once what it tells is committed. Holds no personal data: what it says is read when it is sent. */
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
    }
  | { readonly mail: 'MEMBERSHIP_REVOKED'; readonly membershipChangeId: string }
  | { readonly mail: 'WEBHOOK_ENDPOINT_DISABLED'; readonly endpointId: string; readonly disabledAt: string };

/** The job that sends mails. */
export const SEND_MAIL = 'send_mail';

/** Orders a mail in the session's transaction. */
export async function orderMail(session: Session, order: MailOrder): Promise<void> {
  await addJob(session, SEND_MAIL, order);
}
