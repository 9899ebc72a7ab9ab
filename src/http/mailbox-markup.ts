import { createHash } from 'node:crypto';
import { Html, html } from '../mail/html.ts';
import type { MailboxEntry, MailboxMessage } from '../mail/parse-message.ts';
import { mailboxStyle } from './mailbox-style.ts';

// Not within a template: the hash is over every character between the tags, and formatting would add some.
const styleElement = new Html(`<style>${mailboxStyle}</style>`);
const styleHash = createHash('sha256').update(mailboxStyle).digest('base64');

/** For the mailbox's own pages: their one style sheet, and frames from here. */
export const mailboxCsp = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For a mail's HTML part: no scripts, no forms, nothing loaded, an origin of its own. */
export const mailPartCsp = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** All mails, newest first. */
export function mailListPage(mails: readonly MailboxEntry[]): string {
  const rows = mails.map(
    ({ id, to, subject, date }) =>
      html`<li>
        <a href="/mailbox/${id}">
          <span class="subject"><bdi>${subject || '(no subject)'}</bdi></span>
          <span class="to">to <bdi>${to}</bdi></span>
          ${timeOf(date)}
        </a>
      </li>`,
  );
  const list =
    rows.length === 0
      ? html`<p class="empty">No mail yet. Whatever the server sends will show up here.</p>`
      : html`<ol class="mails">
          ${rows}
        </ol>`;
  return layout(
    'Mailbox',
    html`<h1>Mailbox</h1>
      <p class="lead">Mails that this server wrote. They were kept here and went to nobody.</p>
      ${list}`,
  );
}

/** One mail: its headers, the HTML part in a sandboxed frame, the text part. */
export function mailPage(mail: MailboxMessage): string {
  return layout(
    mail.subject || '(no subject)',
    html`<p><a class="back" href="/mailbox">Mailbox</a></p>
      <h1><bdi>${mail.subject || '(no subject)'}</bdi></h1>
      <dl>
        <dt>From</dt>
        <dd><bdi>${mail.from}</bdi></dd>
        <dt>To</dt>
        <dd><bdi>${mail.to}</bdi></dd>
        <dt>Date</dt>
        <dd>${timeOf(mail.date)}</dd>
        <dt>Message-ID</dt>
        <dd>${mail.messageId}</dd>
      </dl>
      <section>
        <h2>HTML part <a href="/mailbox/${mail.id}/html">open alone</a></h2>
        <iframe sandbox title="The HTML part of this mail" src="/mailbox/${mail.id}/html"></iframe>
      </section>
      <section>
        <h2>Text part</h2>
        <pre>${linked(mail.text)}</pre>
      </section>`,
  );
}

/** For an id that leads nowhere. */
export function noSuchMailPage(): string {
  return layout(
    'No such mail',
    html`<p><a class="back" href="/mailbox">Mailbox</a></p>
      <h1>No such mail</h1>
      <p class="lead">It may have made room for newer ones: the mailbox keeps the newest 500.</p>`,
  );
}

function layout(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html> `.markup;
}

function timeOf(date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

// Links in the sandboxed frame lead nowhere, so the text part offers them.
function linked(text: string): readonly Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : html`${piece}`,
    );
}
