import { afterEach } from 'vitest';
import type { Mailer, OutgoingMail } from '../../src/mail/mailer.ts';
import { createSmtpMailer, type SmtpMailerOptions } from '../../src/mail/smtp-mailer.ts';
import { type ReceivingServer, startReceivingServer } from './receiving-server.ts';

/** A mail with both parts and letters beyond ASCII. */
export const mail: OutgoingMail = {
  to: 'ada@buyer.example',
  subject: 'Größe 中文 – you have unlocked “Gold”',
  text: 'Hello Ada,\n\nplain words, also in 中文.\n',
  html: '<p>Hello Ada, <b>rich</b> words, also in 中文.</p>',
  messageId: '0198c0de.7@market.example',
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) {
    await cleanup();
  }
});

/** Runs after the test that calls it, the last one first. */
export function afterThisTest(cleanup: () => unknown): void {
  cleanups.push(cleanup);
}

/** A receiving server for one test. */
export async function serve(...options: Parameters<typeof startReceivingServer>): Promise<ReceivingServer> {
  const server = await startReceivingServer(...options);
  afterThisTest(() => server.stop());
  return server;
}

/** A mailer for one test. */
export function mailerTo(url: string, options: Partial<SmtpMailerOptions> = {}): Mailer {
  const mailer = createSmtpMailer({ url, from: 'Example Market <no-reply@market.example>', ...options });
  afterThisTest(() => mailer.close());
  return mailer;
}

/** What a promise was rejected with, undefined if it was not. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
