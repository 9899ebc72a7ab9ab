import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerMailboxPage } from '../../src/http/mailbox-page.ts';
import { createDevelopmentMailbox, type DevelopmentMailbox } from '../../src/mail/development-mailbox.ts';
import { verificationApprovedMail } from '../../src/mail/templates/verification-approved-mail.ts';

let directory: string;
let mailbox: DevelopmentMailbox;
let app: FastifyInstance;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'mailbox-'));
  mailbox = createDevelopmentMailbox({ directory, from: 'Example Market <no-reply@market.example>' });
  app = Fastify();
  registerMailboxPage(app, mailbox);
});
afterEach(async () => {
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

async function sendApproval(memberName: string, number = 1): Promise<void> {
  const link = 'https://market.example/membership?a=1&b=2';
  const mail = verificationApprovedMail({
    memberName,
    marketplace: 'Example Market',
    stage: `Gold ${number}`,
    level: 'Gold',
    benefits: ['Priority support'],
    link,
  });
  await mailbox.send({ ...mail, to: 'ada@buyer.example', messageId: `${number}@market.example` });
}

async function newestId(): Promise<string> {
  const [newest] = await mailbox.list();
  return newest?.id ?? '';
}

describe('the mailbox page', () => {
  test('says so when there is no mail', async () => {
    const response = await app.inject('/mailbox');
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('No mail yet');
  });

  test('lists mails, the newest first, each with a link', async () => {
    await sendApproval('Ada', 1);
    await sendApproval('Ada', 2);
    const { body } = await app.inject('/mailbox');
    const [first, second] = [body.indexOf('You have unlocked Gold 2'), body.indexOf('You have unlocked Gold 1')];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(body).toContain(`href="/mailbox/${await newestId()}"`);
    expect(body).toContain('ada@buyer.example');
  });

  test('shows one mail: headers, a sandboxed frame and the text with its links', async () => {
    await sendApproval('Ada');
    const id = await newestId();
    const { body } = await app.inject(`/mailbox/${id}`);
    expect(body).toContain('no-reply@market.example');
    expect(body).toContain('1@market.example');
    expect(body).toMatch(new RegExp(`<iframe\\s+sandbox(="")?\\s[^>]*src="/mailbox/${id}/html"`));
    expect(body).toContain('Good news: your verification is approved');
    expect(body).toContain('href="https://market.example/membership?a=1&amp;b=2"');
  });

  test('serves the HTML part as it was sent, in a sandbox', async () => {
    await sendApproval('Ada');
    const response = await app.inject(`/mailbox/${await newestId()}/html`);
    expect(response.headers['content-security-policy']).toBe("sandbox; default-src 'none'; style-src 'unsafe-inline'");
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toMatch(/^<!doctype html>/);
    expect(response.body).toContain('Hello <bdi>Ada</bdi>,');
  });

  test('gives scripts the newest hundred as JSON', async () => {
    for (let number = 1; number <= 102; number += 1) {
      await sendApproval('Ada', number);
    }
    const response = await app.inject('/mailbox.json');
    const mails: unknown = response.json();
    expect(mails).toHaveLength(100);
    expect(mails).toMatchObject(
      Array.from({ length: 100 }, (_, index) => ({ subject: `You have unlocked Gold ${102 - index}` })),
    );
    expect(Array.isArray(mails) ? mails[0] : undefined).toEqual({
      id: await newestId(),
      to: 'ada@buyer.example',
      subject: 'You have unlocked Gold 102',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
      text: expect.stringContaining('Hello Ada,'),
    });
  });

  test('shows hostile names and subjects, and runs none of them', async () => {
    const hostile = '</title><script>alert(1)</script>"\'<img src=x onerror=alert(1)>';
    await mailbox.send({
      to: "o'hara&b@buyer.example",
      subject: hostile,
      text: `${hostile} https://x.example/"onmouseover="alert(1)`,
      html: '<script>alert(1)</script>',
      messageId: '1@market.example',
    });
    const pages = await Promise.all(['/mailbox', `/mailbox/${await newestId()}`].map((url) => app.inject(url)));
    for (const { body } of pages) {
      expect(body).not.toMatch(/<script|<img|\sonmouseover=/);
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });

  test.each([
    '/mailbox/none',
    '/mailbox/..%2f..%2fetc%2fpasswd',
    '/mailbox/..%2f..%2fetc%2fpasswd/html',
    '/mailbox/20200101T000000000Z-00000000-0000-7000-8000-000000000000',
    '/mailbox/%00',
  ])('%s is not there', async (url) => {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('No such mail');
  });

  test('every answer forbids scripts, sniffing and caching', async () => {
    await sendApproval('Ada');
    const id = await newestId();
    const urls = ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}/html`, '/mailbox/none', '/mailbox.json'];
    for (const { headers } of await Promise.all(urls.map((url) => app.inject(url)))) {
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('script-src');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    }
  });
});
