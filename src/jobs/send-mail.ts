import { createHash } from 'node:crypto';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { methods } from '../domain/method.ts';
import type { Deps } from '../application/deps.ts';
import type { MailOrder } from '../application/mail-order.ts';
import { MailRefusedError, type Mailer } from '../mail/mailer.ts';
import { composeOrderedMail } from './compose-ordered-mail.ts';

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
  }),
  z.object({ mail: z.literal('MEMBERSHIP_REVOKED'), membershipChangeId: z.string() }),
  z.object({ mail: z.literal('WEBHOOK_ENDPOINT_DISABLED'), endpointId: z.string(), disabledAt: z.string() }),
]);

/** What sending needs. */
export interface SendMailOptions {
  readonly deps: Deps;
  readonly mailer: Mailer;
  /** The domain of Message-IDs. */
  readonly domain: string;
  readonly onWarning: (message: string) => void;
}

/** The job that sends an ordered mail. It is tried again while the mail server is away; what the server refuses for good is given up. The same order keeps its Message-ID, so that a mail sent twice is known as one. */
export function createSendMail({ deps, mailer, domain, onWarning }: SendMailOptions): Task {
  return async (payload) => {
    const order = mailOrder.parse(payload);
    const mail = await composeOrderedMail(deps, order);
    if (mail === undefined) return;
    const messageId = `${createHash('sha256').update(JSON.stringify(order)).digest('hex').slice(0, 40)}@${domain}`;
    try {
      await mailer.send({ ...mail, messageId });
    } catch (error) {
      if (!(error instanceof MailRefusedError)) throw error;
      onWarning(`a mail ${order.mail} was refused for good: ${error.code}`);
    }
  };
}
