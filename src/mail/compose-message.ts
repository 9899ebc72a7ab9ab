import addressparser from 'nodemailer/lib/addressparser';
import type { SendMailOptions } from 'nodemailer';
import { MailRefusedError, type OutgoingMail } from './mailer.ts';

// RFC 5321 allows no longer path; RFC 5322 would quote these characters, and quoted local parts are not worth their risk.
const BARE_ADDRESS = /^[^\s@<>()[\],;:"\\\p{Cc}]+@[^\s@<>()[\],;:"\\\p{Cc}]+$/u;
const MESSAGE_ID = /^[\w.+-]+@[\w.-]+$/;
const LONGEST_ADDRESS = 254;

/** Whether this is one bare address that can stand in a header as it is (no name, no list, no control characters). */
export function isBareAddress(address: string): boolean {
  return address.length <= LONGEST_ADDRESS && BARE_ADDRESS.test(address);
}

/** The sender as a name and an address. Throws TypeError unless it is exactly one mailbox. */
export function parseSender(from: string): { name: string; address: string } {
  const [sender, ...others] = addressparser(from, { flatten: true });
  if (sender === undefined || others.length > 0 || /\p{Cc}/u.test(from) || !isBareAddress(sender.address)) {
    throw new TypeError('The sender of mails must be one mailbox, such as "Example <no-reply@example.com>"');
  }
  return { name: sender.name, address: sender.address };
}

/**
 * The message as nodemailer takes it. No value can add a header or a recipient, or make nodemailer read a file or a URL.
 * Throws MailRefusedError when the recipient is not one bare address, TypeError for a malformed Message-ID.
 */
export function composeMessage(from: { name: string; address: string }, mail: OutgoingMail): SendMailOptions {
  if (!isBareAddress(mail.to)) {
    throw new MailRefusedError('MALFORMED_RECIPIENT');
  }
  if (!MESSAGE_ID.test(mail.messageId)) {
    throw new TypeError('A Message-ID is letters, digits, dots, dashes and one @, without angle brackets');
  }
  return {
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(),
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}>`,
    // RFC 3834: keeps vacation replies and other robots from answering.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
