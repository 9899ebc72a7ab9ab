import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ArrivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

/** A real SMTP server on loopback that keeps what arrives. */
export interface MailSink {
  readonly url: string;
  readonly mails: readonly ArrivedMail[];
  /** The first mail to an address whose subject fits, now or as soon as it arrives. Fails after 20 s. */
  waitFor(to: string, subject: RegExp): Promise<ArrivedMail>;
  close(): Promise<void>;
}

/** Starts a mail sink on a free port. */
export async function startMailSink(): Promise<MailSink> {
  const mails: ArrivedMail[] = [];
  const arrivals = new EventEmitter();
  const keep = async (to: string, stream: Readable) => {
    const { subject = '', text = '', html, messageId = '' } = await simpleParser(stream);
    mails.push({ to, subject, text, html: html || '', messageId });
    arrivals.emit('mail');
  };
  const deliver = async (to: string, stream: Readable, done: (error?: Error) => void) => {
    try {
      await keep(to, stream);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error('the mail could not be read'));
    }
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      void deliver(to, stream, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async waitFor(to, subject) {
      const find = () => mails.find((mail) => mail.to === to && subject.test(mail.subject));
      const early = find();
      if (early) return early;
      const signal = AbortSignal.timeout(20_000);
      for (;;) {
        await once(arrivals, 'mail', { signal });
        const found = find();
        if (found) return found;
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
