import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const script = fileURLToPath(new URL('../../src/token.ts', import.meta.url));
const whoAmI = graphql(`
  query TokenWhoAmI {
    viewer {
      name
      email
    }
  }
`);

let server: TestServer;
beforeAll(async () => {
  server = await startServerForTests();
});
afterAll(() => server.close());

/** Runs the command as a shell would, for the server's data folder. */
async function run(given: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const flags = ['--experimental-transform-types', '--no-warnings'];
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const variables = { PATH: process.env['PATH'], DATA_DIR: server.dataDir, ...env };
    const child = execFile(
      process.execPath,
      [...flags, script, ...given],
      { env: variables },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('npm run token', () => {
  it('prints a bearer token of the role, and nothing else', async () => {
    const { code, stdout, stderr } = await run(['--role', 'reviewer']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const client = server.withToken(stdout.trim());
    expect((await client.data(whoAmI, {})).viewer.name).toBe('Rosa Reviewer');
    await client.close();
  });

  it('prints one of the person, good for the hours that are asked for', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { stdout } = await run(['--as', 'olive', '--hours', '1.5']);
    const claims = decodeJwt(stdout.trim());
    expect(claims).toMatchObject({ sub: 'sample|olive', roles: ['BUYER'] });
    expect((claims.exp ?? 0) - before).toBeGreaterThanOrEqual(5400);
    expect((claims.exp ?? 0) - before).toBeLessThan(5460);
  });

  it.each([
    { given: ['--role', 'king'], says: 'reviewer, supervisor, buyer, service' },
    { given: ['--as', 'nobody'], says: 'olive, walter, grace' },
    { given: [], says: 'Give --role or --as' },
    { given: ['--role', 'buyer', '--as', 'olive'], says: 'Give --role or --as' },
    { given: ['--role', 'buyer', '--hours', '0'], says: '--hours must be a number above 0' },
    { given: ['--rolle', 'buyer'], says: "Unknown option '--rolle'" },
  ])('refuses $given and says what there is', async ({ given, says }) => {
    const { code, stdout, stderr } = await run(given);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    { env: { NODE_ENV: 'production' }, says: 'no sample people in production' },
    {
      env: {
        AUTH_ISSUER: 'https://login.example',
        AUTH_AUDIENCE: 'bonafide',
        AUTH_JWKS_URL: 'https://login.example/keys',
      },
      says: 'https://login.example',
    },
    { env: { PORT: 'many' }, says: 'PORT' },
  ])('prints none with $env', async ({ env, says }) => {
    const { code, stdout, stderr } = await run(['--role', 'buyer'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
  });
});
