import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { webhookBody } from '../../src/domain/webhook-body.ts';
import { findProjectRoot } from '../../src/project-root.ts';
import { signMessage } from '../../src/webhooks/sign-message.ts';
import { createWebhookSecret } from '../../src/webhooks/webhook-secret.ts';
import { PATIENCE } from './webhook-world.ts';

const root = findProjectRoot();
const secret = createWebhookSecret();
const body = webhookBody(
  {
    eventId: '1',
    type: 'VERIFICATION_REVIEWED',
    at: new Date(),
    cursor: 'MS4x',
    memberId: 'a-member',
    verificationId: 'a-verification',
    membershipChangeId: null,
  },
  { outcome: 'APPROVED' },
);

let sample: ChildProcess;
let url: string;
let printed = '';
beforeAll(async () => {
  const text = await readFile(join(root, 'docs', 'webhooks.md'), 'utf8');
  const code = /```js\n(.*?)```/s.exec(text)?.[1] ?? '';
  const port = await freePort();
  sample = spawn(process.execPath, ['--input-type=module', '--eval', code.replace('8080', String(port))], {
    cwd: root,
    env: { ...process.env, WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  sample.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  url = `http://127.0.0.1:${port}/`;
  await vi.waitFor(() => fetch(url), PATIENCE);
});
afterAll(async () => {
  sample.kill();
  await once(sample, 'exit');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

const send = async (headers: Record<string, string>, content: string) =>
  (await fetch(url, { method: 'POST', headers, body: content })).status;

it('the sample for consumers takes a message of ours, and prints what it tells', async () => {
  expect(await send(signMessage([secret], { id: 'msg_1', body }, new Date()), body)).toBe(204);
  await vi.waitFor(() => expect(printed).toContain('msg_1 verification.reviewed a-member'), PATIENCE);
});

it('takes nothing that was changed, was signed by somebody else, or is old', async () => {
  const now = new Date();
  const headers = signMessage([secret], { id: 'msg_2', body }, now);
  expect(await send(headers, body.replace('APPROVED', 'REJECTED'))).toBe(401);
  expect(await send(signMessage([createWebhookSecret()], { id: 'msg_2', body }, now), body)).toBe(401);
  const hourAgo = new Date(now.getTime() - 3_600_000);
  expect(await send(signMessage([secret], { id: 'msg_2', body }, hourAgo), body)).toBe(401);
  expect(await send({}, body)).toBe(401);
});
