import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerGraphiqlPage } from '../../src/http/graphiql-page.ts';

let folder: string;
let app: FastifyInstance;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graphiql-'));
  app = Fastify();
  registerGraphiqlPage(app, { directory: join(folder, 'review-desk'), rolesClaim: 'roles', provider: undefined });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function buildPage() {
  const assets = join(folder, 'review-desk/assets');
  await mkdir(assets, { recursive: true });
  await writeFile(join(folder, 'review-desk/index.html'), '<!doctype html><title>Bonafide</title>');
  await writeFile(join(assets, 'index-abc.js'), 'one()');
  await writeFile(join(assets, 'index-abc.js.gz'), gzipSync('one()'));
  await writeFile(join(folder, 'secret.txt'), 'for nobody');
}

describe('before it is built', () => {
  test('the page says how to build it', async () => {
    const response = await app.inject('/graphiql');
    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.body).toContain('npm run build');
  });

  test('a build that is made while the server runs is served', async () => {
    expect((await app.inject('/graphiql/assets/index-abc.js')).statusCode).toBe(404);
    await buildPage();
    expect((await app.inject('/graphiql')).statusCode).toBe(200);
    expect((await app.inject('/graphiql/assets/index-abc.js')).body).toBe('one()');
  });
});

describe('once it is built', () => {
  beforeEach(buildPage);

  test.for(['/graphiql', '/graphiql/'])('%s is the page, asked for anew each time', async (path) => {
    const { statusCode, headers, body } = await app.inject(path);
    expect(statusCode).toBe(200);
    expect(body).toContain('Bonafide');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('the page may talk to its own server only, run no inline script and stand in no frame', async () => {
    const { headers } = await app.inject('/graphiql');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test('an asset is kept for a year, under the same rules', async () => {
    const { headers } = await app.inject('/graphiql/assets/index-abc.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toContain('javascript');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('a browser that takes gzip gets what was compressed at build time', async () => {
    const response = await app.inject({
      url: '/graphiql/assets/index-abc.js',
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(response.rawPayload).toString()).toBe('one()');
  });

  test.for([
    '/graphiql/assets/../../secret.txt',
    '/graphiql/assets/..%2f..%2fsecret.txt',
    '/graphiql/assets/%2e%2e/%2e%2e/secret.txt',
    '/graphiql/assets/..%5c..%5csecret.txt',
    '/graphiql/assets/%2e%2e%2findex.html',
    '/graphiql/assets/',
  ])('%s leads nowhere', async (path) => {
    const response = await app.inject(path);
    expect([403, 404]).toContain(response.statusCode);
    expect(response.body).not.toContain('for nobody');
  });
});

test('the page may call the identity provider too, where people sign in by it', async () => {
  const provider = { issuer: 'https://id.example/market', clientId: 'desk', scope: 'openid', audience: 'bonafide' };
  const other = Fastify();
  registerGraphiqlPage(other, {
    directory: join(folder, 'review-desk'),
    rolesClaim: 'roles',
    provider,
    providerOrigins: ['https://tokens.example'],
  });
  const { headers } = await other.inject('/graphiql');
  const settings = await other.inject('/graphiql/settings');
  await other.close();
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toContain("connect-src 'self' https://id.example https://tokens.example");
  expect(settings.json()).toEqual({ rolesClaim: 'roles', provider });
});
