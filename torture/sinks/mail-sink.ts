import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { History } from '../history/history.ts';

/** How the sink treats who sends: it takes mails, answers 451, or takes them and ends the connection before it says so. */
export type MailMood = 'WELL' | 'REFUSE_MAIL' | 'SWALLOW_ANSWERS';

/** A real SMTP server on loopback that writes every mail it takes into the history, and has troubles of its own. */
export interface MailTroubleSink {
  readonly url: string;
  setMood(mood: MailMood): void;
  /** The codes that were mailed to an address so far, oldest first. */
  codes(address: string): readonly string[];
  close(): Promise<void>;
}

/** Starts a mail sink on a free port. */
export async function startMailTroubleSink(history: History): Promise<MailTroubleSink> {
  const codes = new Map<string, string[]>();
  let mood: MailMood = 'WELL';

  const keep = async (to: string, stream: Readable, fate: 'TAKEN' | 'SWALLOWED') => {
    const { subject = '', text = '', messageId = '' } = await simpleParser(stream, { skipHtmlToText: true });
    const [, code] = /^ *(\d{8}) *$/m.exec(text) ?? [];
    if (code !== undefined) codes.set(to, [...(codes.get(to) ?? []), code]);
    history.add({ entry: 'MAIL', to, subject, messageId, fate });
  };

  const deliver = async (to: string, stream: Readable, session: SMTPServerSession, done: (error?: Error) => void) => {
    const swallows = mood === 'SWALLOW_ANSWERS';
    try {
      await keep(to, stream, swallows ? 'SWALLOWED' : 'TAKEN');
      if (swallows) for (const one of server.connections) if (one.session === session) one.close();
      if (!swallows) done();
    } catch (error) {
      done(error instanceof Error ? error : new Error('the mail could not be read'));
    }
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: false,
    onMailFrom(_address, _session, done) {
      done(mood === 'REFUSE_MAIL' ? Object.assign(new Error('Try again later'), { responseCode: 451 }) : null);
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      void deliver(to, stream, session, done);
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address: AddressInfo | string | null = listening.address();
  return {
    url: `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    setMood(next) {
      mood = next;
    },
    codes: (to) => codes.get(to) ?? [],
    close: async () => new Promise((resolve) => server.close(() => resolve())),
  };
}
