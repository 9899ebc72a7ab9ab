import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { mailIdOf, type MailOrder } from '../application/mail-order.ts';
import { beginMail, recordRefused, recordSent } from '../database/stores/mail-store.ts';
import { methods } from '../domain/method.ts';
import { MailRefusedError, type Mailer } from '../mail/mailer.ts';
import { composeOrderedMail } from './compose-ordered-mail.ts';
import { JobError } from './job-error.ts';
import { outlastOutage } from './outlast-outage.ts';

const mailOrder: z.ZodType<MailOrder> = z.discriminatedUnion('mail', [
  z.object({ mail: z.literal('EMAIL_CODE'), verificationId: z.string(), sealedCode: z.string() }),
  z.object({ mail: z.literal('VERIFICATION_SUBMITTED'), verificationId: z.string() }),
  z.object({ mail: z.literal('VERIFICATION_REVIEWED'), verificationId: z.string() }),
  z.object({ mail: z.literal('STAGE_UNLOCKED_BY_SPEND'), membershipChangeId: z.string() }),
  z.object({
    mail: z.literal('CHANCES_RESTORED'),
    memberId: z.string(),
    method: z.enum(methods),
    restoredAt: z.string(),
    // Orders of an earlier version have none.
    restoration: z.string().default(''),
  }),
  z.object({ mail: z.literal('MEMBERSHIP_REVOKED'), membershipChangeId: z.string() }),
  z.object({ mail: z.literal('WEBHOOK_ENDPOINT_DISABLED'), endpointId: z.string(), disabledAt: z.string() }),
  z.object({ mail: z.literal('CASES_DUE'), day: z.string() }),
  z.object({ mail: z.literal('DRAFT_WAITING'), verificationId: z.string() }),
]);

/** What sending needs. */
export interface SendMailOptions {
  readonly deps: Deps;
  readonly mailer: Mailer;
  /** The domain of Message-IDs. */
  readonly domain: string;
}

/** How long an outage may last until it is given up to keep that a mail went out. */
const OUTLASTED = 15 * 60_000;

/**
 * The job that sends an ordered mail, once: what went out is kept, and looked up first. Only when this process ends between
 * the mail server's yes and that record is it sent twice, and then with the same Message-ID. It is tried again while the mail
 * server is away; what the server refuses for good is a failed job at once.
 */
export function createSendMail({ deps, mailer, domain }: SendMailOptions): Task {
  const { database, now } = deps;
  return async (payload, { abortSignal: signal }) => {
    const order = mailOrder.parse(payload);
    const mail = await composeOrderedMail(deps, order);
    if (mail === undefined) return;
    const id = mailIdOf(order);
    if (!(await beginMail(database.session(), { id, kind: order.mail }, now()))) return;
    try {
      await mailer.send({ ...mail, messageId: `${id}@${domain}` }, signal);
    } catch (fault) {
      if (!(fault instanceof MailRefusedError)) throw fault;
      await recordRefused(database.session(), id, fault.code, now());
      throw new JobError(`MailRefusedError ${fault.code}`, { isFinal: true });
    }
    const sentAt = now();
    await outlastOutage(() => recordSent(database.session(), id, sentAt), { patience: OUTLASTED, signal });
  };
}
