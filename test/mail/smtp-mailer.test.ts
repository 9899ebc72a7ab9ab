import { describe, expect, test } from 'vitest';
import { MailRefusedError } from '../../src/mail/mailer.ts';
import { createSmtpMailer } from '../../src/mail/smtp-mailer.ts';
import { failureOf, mail, mailerTo, serve } from './smtp-setup.ts';

describe('a mail that goes out', () => {
  test('arrives with both parts, its subject, sender and Message-ID', async () => {
    const server = await serve();
    await mailerTo(`smtp://127.0.0.1:${server.port}`).send(mail);

    const [received] = server.arrived;
    expect(received?.recipients).toEqual([mail.to]);
    expect(received?.mail.subject).toBe(mail.subject);
    expect(received?.mail.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.text.trim());
    expect(received?.mail.html).toContain('<b>rich</b> words, also in 中文.');
    expect(received?.mail.messageId).toBe(`<${mail.messageId}>`);
    expect(received?.mail.from?.text).toBe('"Example Market" <no-reply@market.example>');
    expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.source).not.toMatch(/x-mailer|nodemailer/i);
  });

  test('goes over TLS from the first byte when the URL says smtps', async () => {
    const seenSecure: boolean[] = [];
    const server = await serve({
      secure: true,
      onMailFrom(_address, session, callback) {
        seenSecure.push(session.secure);
        callback();
      },
    });
    await mailerTo(`smtps://127.0.0.1:${server.port}?tls.rejectUnauthorized=false`).send(mail);
    expect(seenSecure).toEqual([true]);
    expect(server.arrived).toHaveLength(1);
  });

  test('a hundred mails at once share at most five connections', async () => {
    const connections = new Set<string>();
    const server = await serve({
      onConnect(session, callback) {
        connections.add(session.id);
        callback();
      },
    });
    const mailer = mailerTo(`smtp://127.0.0.1:${server.port}`);
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => mailer.send({ ...mail, messageId: `${index}@market.example` })),
    );
    expect(new Set(server.arrived.map((each) => each.mail.messageId)).size).toBe(100);
    expect(connections.size).toBeLessThanOrEqual(5);
  });

  test('logs in with the name and password of the URL, percent signs decoded', async () => {
    const logins: unknown[] = [];
    const server = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        logins.push(username, password);
        callback(null, { user: username });
      },
    });
    await mailerTo(`smtp://market%40example:p%2Fw@127.0.0.1:${server.port}`).send(mail);
    expect(logins).toEqual(['market@example', 'p/w']);
  });
});

describe('what is wrong from the start', () => {
  test.each(['http://mail.example', 'mail.example:25', 'smtp://', ''])('the URL %j is refused, unrepeated', (url) => {
    expect(() => createSmtpMailer({ url, from: 'a@b.example' })).toThrow(TypeError);
  });

  test.each(['', 'Market', 'a@b.example, c@d.example', 'Market <a@b.example\r\nBcc: x@y.example>'])(
    'the sender %j is refused',
    (from) => {
      expect(() => createSmtpMailer({ url: 'smtp://127.0.0.1', from })).toThrow(TypeError);
    },
  );

  test('a working server passes the check at start', async () => {
    const server = await serve();
    await expect(mailerTo(`smtp://127.0.0.1:${server.port}`).verify()).resolves.toBeUndefined();
  });
});

describe('injection', () => {
  test.each([
    'ada@buyer.example\r\nBcc: eve@evil.example',
    'ada@buyer.example, eve@evil.example',
    'ada@buyer.example>, <eve@evil.example',
    'Ada <ada@buyer.example>',
    '"ada@buyer.example" <eve@evil.example>',
    'ada@buyer.example@evil.example',
    `${'a'.repeat(260)}@buyer.example`,
    '',
  ])('the recipient %j reaches nobody', async (to) => {
    const server = await serve();
    const error = await failureOf(mailerTo(`smtp://127.0.0.1:${server.port}`).send({ ...mail, to }));
    expect(error).toBeInstanceOf(MailRefusedError);
    expect(server.arrived).toEqual([]);
  });

  test('a subject with line breaks stays one subject', async () => {
    const server = await serve();
    const subject = 'Hello\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>\u2028end';
    await mailerTo(`smtp://127.0.0.1:${server.port}`).send({ ...mail, subject });
    const [received] = server.arrived;
    expect(received?.recipients).toEqual([mail.to]);
    expect(received?.mail.bcc).toBeUndefined();
    expect(received?.mail.subject).toBe('Hello Bcc: eve@evil.example <script>alert(1)</script> end');
    expect(received?.source).not.toMatch(/^bcc:/im);
  });

  test('a Message-ID with anything odd in it is a mistake of ours', async () => {
    const server = await serve();
    const mailer = mailerTo(`smtp://127.0.0.1:${server.port}`);
    expect(await failureOf(mailer.send({ ...mail, messageId: 'a@b\r\nBcc: eve@evil.example' }))).toBeInstanceOf(
      TypeError,
    );
    expect(await failureOf(mailer.send({ ...mail, messageId: '<a@b>' }))).toBeInstanceOf(TypeError);
  });
});
