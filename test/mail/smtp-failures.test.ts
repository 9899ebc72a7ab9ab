import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { MailRefusedError, MailUnavailableError } from '../../src/mail/mailer.ts';
import { reply, startReceivingServer } from './receiving-server.ts';
import { afterThisTest, failureOf, mail, mailerTo, serve } from './smtp-setup.ts';

describe('what can go wrong', () => {
  test('a recipient who is refused with 550 is refused for good', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _session, callback) => callback(reply(550, `5.1.1 <${address}> is unknown here`)),
    });
    const error = await failureOf(mailerTo(`smtp://127.0.0.1:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailRefusedError);
    expect(error).toMatchObject({ code: '550 5.1.1', message: 'The mail was refused for good (550 5.1.1)' });
  });

  test('a message that is refused with 554 after its content is refused for good', async () => {
    const server = await serve({
      onData(stream, _session, callback) {
        stream.resume().once('end', () => callback(reply(554, '5.7.1 not wanted')));
      },
    });
    const error = await failureOf(mailerTo(`smtp://127.0.0.1:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailRefusedError);
    expect(error).toMatchObject({ code: '554 5.7.1' });
  });

  test('a mailbox that answers 451 may take it later', async () => {
    const server = await serve({ onRcptTo: (_address, _session, callback) => callback(reply(451, 'try later')) });
    const error = await failureOf(mailerTo(`smtp://127.0.0.1:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailUnavailableError);
    expect(error).toMatchObject({ code: '451' });
  });

  test('a sender or a login that is refused with 5xx is for the operator to mend: the mail stays good', async () => {
    const noSender = await serve({ onMailFrom: (_address, _session, callback) => callback(reply(550, 'not you')) });
    const noLogin = await serve({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(reply(535, 'wrong password')),
    });
    const loginFirst = await serve({
      onRcptTo: (_address, _session, callback) => callback(reply(530, 'log in first')),
    });
    const mailers = [
      mailerTo(`smtp://127.0.0.1:${noSender.port}`),
      mailerTo(`smtp://market:secret@127.0.0.1:${noLogin.port}`),
      mailerTo(`smtp://127.0.0.1:${loginFirst.port}`),
    ];
    const errors = await Promise.all(mailers.map(async (mailer) => failureOf(mailer.send(mail))));
    expect(errors.every((error) => error instanceof MailUnavailableError)).toBe(true);
    expect(errors).toMatchObject([{ code: '550' }, { code: '535' }, { code: '530' }]);
  });

  test('a server that is not there may be there later, for a mail and for the check at start', async () => {
    const server = await startReceivingServer();
    await server.stop();
    const mailer = mailerTo(`smtp://127.0.0.1:${server.port}`);
    const errors = [await failureOf(mailer.send(mail)), await failureOf(mailer.verify())];
    expect(errors.every((error) => error instanceof MailUnavailableError)).toBe(true);
    expect(errors).toMatchObject([{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }]);
  });

  test('a server that never says a word is given up', async () => {
    const silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const sockets = new Set<{ destroy(): unknown }>();
    silent.on('connection', (socket) => sockets.add(socket));
    afterThisTest(() => {
      sockets.forEach((socket) => socket.destroy());
      silent.close();
    });
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const mailer = mailerTo(`smtp://127.0.0.1:${port}`, { timeoutMilliseconds: 150 });
    expect(await failureOf(mailer.send(mail))).toBeInstanceOf(MailUnavailableError);
    expect(await failureOf(mailer.verify())).toBeInstanceOf(MailUnavailableError);
  });

  test('a password never leaves this machine unencrypted', async () => {
    const logins: unknown[] = [];
    const server = await serve({
      allowInsecureAuth: true,
      onAuth(auth, _session, callback) {
        logins.push(auth.password);
        callback(null, { user: 'market' });
      },
    });
    // This address leads to the loopback interface, but does not say so.
    const error = await failureOf(mailerTo(`smtp://market:secret@0.0.0.0:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailUnavailableError);
    expect(logins).toEqual([]);
  });

  test('a certificate that nobody vouches for is not trusted', async () => {
    const server = await serve({ secure: true });
    const error = await failureOf(mailerTo(`smtps://127.0.0.1:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailUnavailableError);
    expect(server.arrived).toEqual([]);
  });

  test('no failure repeats an address, a password or the words of the server', async () => {
    const server = await serve({
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
      onRcptTo: ({ address }, _session, callback) => callback(reply(550, `${address} lives elsewhere`)),
    });
    const error = await failureOf(mailerTo(`smtp://market:secret@127.0.0.1:${server.port}`).send(mail));
    expect(error).toBeInstanceOf(MailRefusedError);
    const everything = error instanceof Error ? `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}` : '';
    expect(everything).not.toMatch(/ada|buyer\.example|secret|elsewhere/);
  });

  test('a closed mailer sends nothing more', async () => {
    const server = await serve();
    const mailer = mailerTo(`smtp://127.0.0.1:${server.port}`);
    mailer.close();
    expect(await failureOf(mailer.send(mail))).toBeInstanceOf(MailUnavailableError);
    expect(server.arrived).toEqual([]);
  });
});
