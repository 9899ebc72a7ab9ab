import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProjectRoot } from '../../src/project-root.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { buildServer, makeDataFolder, startProcess, type BuiltServer } from './server-process.ts';

let built: BuiltServer;
let database: TestDatabase;
beforeAll(async () => {
  [built, database] = await Promise.all([buildServer(), createTestDatabase()]);
});
afterAll(async () => {
  await built.remove();
  await database.drop();
});

/** What a server writes that does not start, after checking that it ends as it should. */
async function refusal(env: Record<string, string>): Promise<string> {
  const server = startProcess(built, { DATA_DIR: await makeDataFolder(), DATABASE_URL: database.url, ...env });
  const { code, stdout, stderr } = await server.ended;
  expect(code).toBe(1);
  expect(stdout).not.toContain('listens on');
  // Written for the operator: no stack.
  expect(stderr).not.toMatch(/^\s+at |node:internal|\.js:\d/m);
  return stderr;
}

describe('a server does not start, and says why in a line or two,', () => {
  it('with settings that can’t be used', async () => {
    const text = await refusal({ PORT: 'many', LOG_LEVEL: 'loud' });
    expect(text).toMatch(/^These settings can't be used:\n {2}PORT: .+\n {2}LOG_LEVEL: .+\n$/);
  });

  it('in production without its keys', async () => {
    const text = await refusal({ NODE_ENV: 'production', SECRET_KEY: '' });
    for (const name of ['SECRET_KEY', 'AUTH_ISSUER', 'AUTH_JWKS_URL', 'SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']) {
      expect(text).toContain(`${name}: must be set in production`);
    }
  });

  it('when its port is taken', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address: AddressInfo | string | null = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const text = await refusal({ PORT: String(port) });
    taken.close();
    expect(text).toBe(
      `PORT: ${port} on 127.0.0.1 is in use by another program. Stop that, or set PORT to another (0: any that is free).\n`,
    );
  });

  it('when its host is another machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toMatch(/^HOST: 192\.0\.2\.1 is no address of this machine/);
  });

  it.for([
    ['nobody listens there', 'port', '1', /ECONNREFUSED/],
    ['the password is wrong', 'password', 'hunter2', /password authentication failed/],
    ['there is no such database', 'pathname', '/nowhere', /database "nowhere" does not exist/],
  ] as const)('when its database can’t be used: %s', async ([, part, value, says]) => {
    const url = new URL(database.url);
    const { password } = url;
    url[part] = value;
    const text = await refusal({ DATABASE_URL: url.href });
    expect(text).toMatch(/^DATABASE_URL: .*\n$/);
    expect(text).toContain(`${url.host}${url.pathname}`);
    expect(text).toMatch(says);
    for (const secret of [password, url.password]) expect(text).not.toContain(secret);
  });

  it('with a policy that has a mistake', async () => {
    const file = join(await makeDataFolder(), 'policy.yaml');
    await writeFile(file, 'marketplace: {name: Market}\ncurrency: dollars\n');
    const text = await refusal({ POLICY_FILE: file });
    expect(text).toContain(`${file} can't be used:\n`);
    expect(text).toContain('line 2: currency: must be an ISO 4217 code');
  });

  it('with a calendar that nobody knows', async () => {
    const shipped = await readFile(join(findProjectRoot(), 'policy.yaml'), 'utf8');
    const file = join(await makeDataFolder(), 'policy.yaml');
    await writeFile(file, shipped.replace('country: US', 'country: ZZ'));
    expect(await refusal({ POLICY_FILE: file })).toMatch(
      /^.+ can't be used:\n {2}line \d+: calendar\.country: .*'ZZ' is unknown/,
    );
  });

  it('with a policy that is not there', async () => {
    expect(await refusal({ POLICY_FILE: '/nowhere/policy.yaml' })).toBe(
      "/nowhere/policy.yaml can't be used:\n  the file can’t be read\n",
    );
  });
});
