import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

/** One line of the mailbox: what a list of mails shows. */
export interface MailboxEntry {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** When it was written, as its Date header says. */
  readonly date: Date;
}

/** One mail with its two parts, decoded. */
export interface MailboxMessage extends MailboxEntry {
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly text: string;
  /** As it came: treat it as hostile. */
  readonly html: string;
}

/** Reads the headers of an RFC 5322 message; its body costs nothing. */
export async function parseEntry(id: string, message: Buffer): Promise<MailboxEntry> {
  const endOfHeaders = message.indexOf('\r\n\r\n');
  return entryOf(id, await simpleParser(endOfHeaders < 0 ? message : message.subarray(0, endOfHeaders)));
}

/** Reads a whole RFC 5322 message. A part that is not there is an empty string. */
export async function parseMessage(id: string, message: Buffer): Promise<MailboxMessage> {
  const parsed = await simpleParser(message, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    ...entryOf(id, parsed),
    messageId: (parsed.messageId ?? '').replaceAll(/^<|>$/g, ''),
    text: parsed.text ?? '',
    html: parsed.html || '',
  };
}

function entryOf(id: string, parsed: ParsedMail): MailboxEntry {
  return {
    id,
    from: addressesOf(parsed.from),
    to: addressesOf(parsed.to),
    subject: parsed.subject ?? '',
    date: parsed.date ?? new Date(0),
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string {
  return [field ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}
