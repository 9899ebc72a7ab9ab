import type { FastifyInstance, FastifyReply } from 'fastify';
import type { DevelopmentMailbox } from '../mail/development-mailbox.ts';
import { mailboxCsp, mailListPage, mailPage, mailPartCsp, noSuchMailPage } from './mailbox-markup.ts';

const NEWEST = 100;

/**
 * Shows the development mailbox to whoever can reach the server, without a login: register it only where no real mail is.
 * GET /mailbox, /mailbox/:id, /mailbox/:id/html, and /mailbox.json for scripts (the newest 100: id, to, subject, date, text).
 */
export function registerMailboxPage(app: FastifyInstance, mailbox: DevelopmentMailbox): void {
  app.get('/mailbox', async (_request, reply) => sendPage(reply, mailListPage(await mailbox.list())));

  app.get<{ Params: { id: string } }>('/mailbox/:id', async (request, reply) => {
    const mail = await mailbox.read(request.params.id);
    return mail === undefined ? sendPage(reply.code(404), noSuchMailPage()) : sendPage(reply, mailPage(mail));
  });

  app.get<{ Params: { id: string } }>('/mailbox/:id/html', async (request, reply) => {
    const mail = await mailbox.read(request.params.id);
    return mail === undefined
      ? sendPage(reply.code(404), noSuchMailPage())
      : sendPage(reply.header('content-security-policy', mailPartCsp), mail.html);
  });

  app.get('/mailbox.json', async (_request, reply) => {
    const newest = (await mailbox.list()).slice(0, NEWEST);
    const mails = await Promise.all(newest.map(async ({ id }) => mailbox.read(id)));
    return withSafeHeaders(reply).send(
      // One can be gone by now: the mailbox keeps the newest 500 only.
      mails.flatMap((mail) =>
        mail === undefined
          ? []
          : [{ id: mail.id, to: mail.to, subject: mail.subject, date: mail.date.toISOString(), text: mail.text }],
      ),
    );
  });
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return withSafeHeaders(reply).type('text/html; charset=utf-8').send(page);
}

function withSafeHeaders(reply: FastifyReply): FastifyReply {
  if (!reply.hasHeader('content-security-policy')) {
    reply.header('content-security-policy', mailboxCsp);
  }
  return reply.headers({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}
