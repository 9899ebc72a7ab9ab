import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDevelopmentMailbox, type DevelopmentMailbox } from '../../src/mail/development-mailbox.ts';
import { MailRefusedError, MailUnavailableError, type OutgoingMail } from '../../src/mail/mailer.ts';

const mail: OutgoingMail = {
  to: 'ada@buyer.example',
  subject: 'Größe 中文 – you have unlocked “Gold”',
  text: 'Hello Ada,\n\nplain words, also in 中文.\n',
  html: '<p>Hello Ada, <b>rich</b> words.</p>',
  messageId: '0198c0de.7@market.example',
};

let directory: string;
let mailbox: DevelopmentMailbox;
beforeEach(async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'mailbox-'));
  directory = path.join(parent, 'mail');
  mailbox = createDevelopmentMailbox({ directory, from: 'Example Market <no-reply@market.example>' });
});
afterEach(async () => rm(path.dirname(directory), { recursive: true, force: true }));

describe('the development mailbox', () => {
  test('is empty before the first mail', async () => {
    expect(await mailbox.list()).toEqual([]);
  });

  test('keeps a real message and reads it back', async () => {
    await mailbox.send(mail);
    const [entry, ...others] = await mailbox.list();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      from: '"Example Market" <no-reply@market.example>',
      to: mail.to,
      subject: mail.subject,
    });
    const read = await mailbox.read(entry?.id ?? '');
    expect(read).toEqual({ ...entry, messageId: mail.messageId, text: mail.text, html: mail.html });

    const [file] = await readdir(directory);
    expect(file).toBe(`${entry?.id}.eml`);
    const source = await readFile(path.join(directory, file ?? ''), 'utf8');
    expect(source).toContain('Auto-Submitted: auto-generated\r\nFrom: Example Market <no-reply@market.example>\r\n');
    expect(source).toContain(`\r\nMessage-ID: <${mail.messageId}>\r\n`);
  });

  test('can be read by its owner alone and leaves nothing unfinished', async () => {
    await mailbox.send(mail);
    const [file, ...others] = await readdir(directory);
    expect(others).toEqual([]);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(directory, file ?? ''))).mode & 0o777).toBe(0o600);
  });

  test('lists the newest first, also those of one millisecond', async () => {
    for (let number = 1; number <= 20; number += 1) {
      await mailbox.send({ ...mail, subject: `${number}` });
    }
    const subjects = (await mailbox.list()).map(({ subject }) => Number(subject));
    expect(subjects).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  test('keeps the newest 500 and lets older ones go', async () => {
    await mailbox.verify();
    const older = Array.from({ length: 500 }, (_, index) => {
      const id = `20200101T000000000Z-00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
      return writeFile(path.join(directory, `${id}.eml`), `Subject: old ${index}\r\n\r\n`);
    });
    await Promise.all(older);
    await mailbox.send({ ...mail, subject: 'first' });
    await mailbox.send({ ...mail, subject: 'second' });
    const subjects = (await mailbox.list()).map(({ subject }) => subject);
    expect(subjects).toHaveLength(500);
    expect(subjects.slice(0, 3)).toEqual(['second', 'first', 'old 499']);
    expect(subjects.at(-1)).toBe('old 2');
  });

  test('two mailboxes over one directory, as of two servers, see each other’s mails', async () => {
    const other = createDevelopmentMailbox({ directory, from: 'other@market.example' });
    await Promise.all([mailbox.send(mail), other.send(mail), mailbox.send(mail), other.send(mail)]);
    expect(await mailbox.list()).toHaveLength(4);
    expect(await other.list()).toEqual(await mailbox.list());
  });

  test('takes no notice of other files', async () => {
    await mailbox.send(mail);
    await writeFile(path.join(directory, 'notes.eml'), 'Subject: mine\r\n\r\n');
    await writeFile(path.join(directory, '.20200101T000000000Z.part'), 'half');
    expect(await mailbox.list()).toHaveLength(1);
  });

  test.each(['../mail', '..%2fmail', 'notes', '', '20200101T000000000Z-00000000-0000-7000-8000-000000000000', '\0'])(
    'has nothing under the id %j',
    async (id) => {
      await mailbox.verify();
      await writeFile(path.join(directory, 'notes.eml'), 'Subject: mine\r\n\r\n');
      expect(await mailbox.read(id)).toBeUndefined();
    },
  );

  test('refuses what is no address, as a mail server would', async () => {
    await expect(mailbox.send({ ...mail, to: 'a@b.example\r\nBcc: c@d.example' })).rejects.toThrow(MailRefusedError);
    expect(await mailbox.list()).toEqual([]);
  });

  test('line breaks in a subject add no header', async () => {
    await mailbox.send({ ...mail, subject: 'Hello\r\nBcc: eve@evil.example' });
    const [entry] = await mailbox.list();
    expect(entry?.subject).toBe('Hello Bcc: eve@evil.example');
    const source = await readFile(path.join(directory, `${entry?.id}.eml`), 'utf8');
    expect(source).not.toMatch(/^bcc:/im);
  });

  test('a directory that can’t be made is told as unavailable, without its path', async () => {
    await writeFile(directory, 'a file stands in the way');
    await expect(mailbox.verify()).rejects.toMatchObject({ name: 'MailUnavailableError', code: 'EEXIST' });
    await expect(mailbox.send(mail)).rejects.toThrow(MailUnavailableError);
  });
});
