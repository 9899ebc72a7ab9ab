import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on a free loopback port, and what has arrived there. */
export interface ReceivingServer {
  readonly port: number;
  readonly arrived: readonly {
    readonly recipients: readonly string[];
    readonly source: string;
    readonly mail: ParsedMail;
  }[];
  stop(): Promise<void>;
}

/** The error with which smtp-server answers a command: its number becomes the reply code. */
export function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

/** Starts a server that takes everything unless the options say otherwise. */
export async function startReceivingServer(options: SMTPServerOptions = {}): Promise<ReceivingServer> {
  const arrived: { recipients: string[]; source: string; mail: ParsedMail }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: false,
    onData(stream, session, callback) {
      const keep = async () => {
        const source = Buffer.concat(await stream.toArray()).toString();
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        arrived.push({ recipients, source, mail: await simpleParser(source) });
      };
      callbackify(keep)(callback);
    },
    ...options,
  });
  // A client that turns away from our certificate is part of some tests.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  return {
    port: isTcp(address) ? address.port : 0,
    arrived,
    stop: async () => new Promise((resolve) => server.close(resolve)),
  };
}

function isTcp(address: AddressInfo | string | null): address is AddressInfo {
  return address !== null && typeof address === 'object';
}
