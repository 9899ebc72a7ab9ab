import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';

const mails = z.array(z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string() }));

/** A mail as its receiver reads it. */
export type Mail = z.infer<typeof mails>[number];

/** The server's development mailbox, as the people of one run see it. */
export interface Mailbox {
  /** The mail to this address whose subject fits and was not read yet, as soon as it is there. Throws DemoError after 15 s. */
  read(to: string, subject: RegExp): Promise<Mail>;
  /** How many mails to addresses of this domain are there, and how many were read. */
  count(domain: string): Promise<{ readonly there: number; readonly read: number }>;
}

const PATIENCE_MS = 15_000;

/** Opens the mailbox of a development server. */
export function openMailbox(url: string): Mailbox {
  const known = new Set<string>();
  const list = async () => mails.parse(await (await fetch(`${url}/mailbox.json`)).json());
  return {
    async read(to, subject) {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline) {
        const found = (await list()).find(
          (mail) => mail.to === to && subject.test(mail.subject) && !known.has(mail.id),
        );
        if (found !== undefined) {
          known.add(found.id);
          return found;
        }
        await wait(50);
      }
      throw new DemoError(`A mail to ${to} with a subject like ${subject.source} was expected and did not come.`);
    },
    async count(domain) {
      const there = (await list()).filter((mail) => mail.to.endsWith(`@${domain}`));
      return { there: there.length, read: known.size };
    },
  };
}
