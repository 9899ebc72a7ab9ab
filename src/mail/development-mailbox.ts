import { access, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { composeMessage, parseSender } from './compose-message.ts';
import { type Mailer, MailUnavailableError } from './mailer.ts';
import { type MailboxEntry, type MailboxMessage, parseEntry, parseMessage } from './parse-message.ts';

/** A mailer that keeps every mail as a file instead of sending it, for development and demonstrations. */
export interface DevelopmentMailbox extends Mailer {
  /** What is kept, newest first. Empty when nothing was sent yet. */
  list(): Promise<MailboxEntry[]>;
  /** One mail with its parts; undefined when there is none of that id, whatever the id looks like. */
  read(id: string): Promise<MailboxMessage | undefined>;
}

const KEPT = 500;
const ENDING = '.eml';
const ID = /^\d{8}T\d{9}Z-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Keeps the newest 500 mails as RFC 5322 files `<time>-<id>.eml` in the directory, readable by this user alone. */
export function createDevelopmentMailbox(options: { directory: string; from: string }): DevelopmentMailbox {
  const { directory } = options;
  const sender = parseSender(options.from);
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  async function newestFirst(): Promise<string[]> {
    const names = (await unlessMissing(readdir(directory))) ?? [];
    const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    // Both halves of an id grow with time, so their order as text is their order in time.
    return ids
      .filter((id) => ID.test(id))
      .sort()
      .toReversed();
  }

  const fileOf = (id: string) => path.join(directory, `${id}${ENDING}`);

  async function keep(message: string | Buffer): Promise<void> {
    const id = `${new Date().toISOString().replaceAll(/[-:.]/g, '')}-${uuidv7()}`;
    const unfinished = path.join(directory, `.${id}.part`);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    try {
      await writeFile(unfinished, message, { mode: 0o600 });
      await rename(unfinished, fileOf(id));
    } finally {
      await rm(unfinished, { force: true });
    }
    const tooMany = (await newestFirst()).slice(KEPT);
    await Promise.all(tooMany.map((old) => rm(fileOf(old), { force: true })));
  }

  return {
    async send(mail) {
      const { message } = await transport.sendMail(composeMessage(sender, mail));
      if (!Buffer.isBuffer(message)) {
        throw new TypeError('The stream transport was asked for a buffer');
      }
      await keep(message).catch(rethrowAsUnavailable);
    },
    async verify() {
      await mkdir(directory, { recursive: true, mode: 0o700 }).catch(rethrowAsUnavailable);
      await access(directory, constants.W_OK).catch(rethrowAsUnavailable);
    },
    close() {
      transport.close();
    },
    async list() {
      const entries = (await newestFirst()).map(async (id) => {
        const file = await unlessMissing(readFile(fileOf(id)));
        return file === undefined ? [] : [await parseEntry(id, file)];
      });
      return (await Promise.all(entries)).flat();
    },
    async read(id) {
      const file = ID.test(id) ? await unlessMissing(readFile(fileOf(id))) : undefined;
      return file === undefined ? undefined : parseMessage(id, file);
    },
  };
}

const systemError = z.object({ code: z.string() });

function rethrowAsUnavailable(error: unknown): never {
  const { data } = systemError.safeParse(error);
  throw new MailUnavailableError(data?.code ?? 'unknown');
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (systemError.safeParse(error).data?.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
