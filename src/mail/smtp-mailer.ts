import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { composeMessage, parseSender } from './compose-message.ts';
import { type Mailer, MailRefusedError, MailUnavailableError } from './mailer.ts';

/** Where mails go out, and in whose name. */
export interface SmtpMailerOptions {
  /**
   * `smtp://user:password@host:port` (STARTTLS when the server offers it; demanded when a password would leave this
   * machine) or `smtps://…` (TLS from the first byte). nodemailer's options go into its query, e.g. `?requireTLS=true`.
   */
  readonly url: string;
  /** One mailbox, e.g. `Example <no-reply@example.com>`. */
  readonly from: string;
  /** The longest that one mail may take, waiting for a free connection included. 60 seconds unless told. */
  readonly timeoutMilliseconds?: number;
}

const LONGEST_NETWORK_WAIT = 15_000;

/**
 * Sends through an SMTP server over at most five pooled connections.
 * Throws TypeError at once for a URL or a sender that can't work; the URL is never repeated, it holds a password.
 */
export function createSmtpMailer({ url, from, timeoutMilliseconds = 60_000 }: SmtpMailerOptions): Mailer {
  const sender = parseSender(from);
  const wait = Math.min(LONGEST_NETWORK_WAIT, timeoutMilliseconds);
  const transport = createTransport({
    pool: true,
    url,
    requireTLS: mustDemandTls(url),
    connectionTimeout: wait,
    greetingTimeout: wait,
    dnsTimeout: wait,
    socketTimeout: wait,
    // Enough for a pooled connection that the server has closed meanwhile; the caller's job does the patient retrying.
    maxRequeues: 1,
  });

  return {
    async send(message, signal) {
      const composed = composeMessage(sender, message);
      const patience = AbortSignal.timeout(timeoutMilliseconds);
      try {
        await transport.sendMail({ ...composed, signal: signal ? AbortSignal.any([signal, patience]) : patience });
      } catch (error) {
        throw withoutPersonalData(error);
      }
    },
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw new MailUnavailableError(describeFailure(smtpFailure.parse(error)));
      }
    },
    close() {
      transport.close();
    },
  };
}

function mustDemandTls(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new TypeError('The mail server must be given as smtp://user:password@host:port or smtps://…');
  }
  const staysOnThisMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname);
  return parsed.protocol === 'smtp:' && parsed.password !== '' && !staysOnThisMachine;
}

const smtpFailure = z
  .object({
    code: z.string().optional().catch(undefined),
    originalCode: z.string().optional().catch(undefined),
    command: z.string().optional().catch(undefined),
    response: z.string().optional().catch(undefined),
    responseCode: z.number().optional().catch(undefined),
    permanent: z.boolean().optional().catch(undefined),
  })
  .catch({});

type SmtpFailure = z.infer<typeof smtpFailure>;

function withoutPersonalData(error: unknown): MailRefusedError | MailUnavailableError {
  const failure = smtpFailure.parse(error);
  return isAboutThisMail(failure)
    ? new MailRefusedError(describeFailure(failure))
    : new MailUnavailableError(describeFailure(failure));
}

// A 5xx to the greeting, the login or the sender is about our own set-up: an operator can mend it, and the mail is still good.
// So are 530 to 538 (log in first, encryption required), which some servers hold back until the recipient is named.
function isAboutThisMail({ permanent = false, command = '', responseCode = 0 }: SmtpFailure): boolean {
  return permanent && ['RCPT TO', 'DATA'].includes(command) && (responseCode < 530 || responseCode > 538);
}

function describeFailure({ code, originalCode, response, responseCode }: SmtpFailure): string {
  if (responseCode === undefined) {
    return originalCode ?? code ?? 'unknown';
  }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  return enhanced === undefined ? `${responseCode}` : `${responseCode} ${enhanced}`;
}
