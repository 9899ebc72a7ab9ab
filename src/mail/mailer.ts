/** One mail, ready to go out to one person. */
export interface OutgoingMail {
  /** A bare address, without a display name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without the angle brackets. The same mail sent again keeps it, so that receivers can tell a duplicate. */
  readonly messageId: string;
}

/** Hands mails over for delivery: a mail server in production, a folder in development. */
export interface Mailer {
  /**
   * Resolves once the other side has taken the mail. Throws MailRefusedError or MailUnavailableError; the latter as well when
   * the signal is aborted first, and then it is open whether the mail was taken.
   */
  send(message: OutgoingMail, signal?: AbortSignal): Promise<void>;
  /** Checks, without sending, that mails could be handed over now. Throws MailUnavailableError. */
  verify(): Promise<void>;
  /** Lets go of connections. Nothing can be sent afterwards. */
  close(): void;
}

/**
 * This recipient or this mail was refused for good: sending it again would not help.
 * Carries a short code such as `550 5.1.1`, never an address or the server's own words.
 */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';

  constructor(readonly code: string) {
    super(`The mail was refused for good (${code})`);
  }
}

/**
 * The mail could not be handed over now; a later try may work.
 * Carries a short code such as `451` or `ECONNREFUSED`, never an address or the server's own words.
 */
export class MailUnavailableError extends Error {
  override readonly name = 'MailUnavailableError';

  constructor(readonly code: string) {
    super(`The mail could not be handed over now (${code})`);
  }
}
