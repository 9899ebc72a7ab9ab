import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { runDemo, type DemoSettings } from '../../demo/run-demo.ts';
import { startSampleServer } from '../support/sample-server.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';

const main = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));
const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function started(starting: Promise<TestServer>): Promise<TestServer> {
  const server = await starting;
  servers.push(server);
  return server;
}

function settingsFor({ url, dataDir }: TestServer): DemoSettings {
  return { BONAFIDE_URL: url, DATA_DIR: dataDir };
}

async function play(settings: DemoSettings) {
  const out = new PassThrough();
  const written = text(out);
  const exitCode = await runDemo(settings, out);
  out.end();
  return { exitCode, transcript: await written };
}

const identities = [
  'ONLINE_RETAILER',
  'OFFLINE_RETAILER',
  'WHOLESALER',
  'SERVICE_PROVIDER',
  'MANUFACTURER',
  'INFLUENCER',
  'ORGANIZATION',
  'OTHER_BUSINESS',
];
const withoutMaterials = (policy: string) =>
  policy.replaceAll(/methods: \[.*\]/g, 'methods: [TAX_NUMBER]').replaceAll(/^ +statement: .*$/gm, '');
const identityProvider = {
  AUTH_ISSUER: 'https://login.example',
  AUTH_AUDIENCE: 'bonafide',
  AUTH_JWKS_URL: 'https://login.example/keys',
};

describe('the demo', () => {
  it('plays the whole story, to two audiences at once, and everything goes as expected', async () => {
    const server = await started(startSampleServer());
    const [first, second] = await Promise.all([play(settingsFor(server)), play(settingsFor(server))]);
    expect(first).toMatchObject({ exitCode: 0, transcript: expect.stringContaining('Everything went as expected.') });
    expect(second).toMatchObject({ exitCode: 0, transcript: expect.stringContaining('Everything went as expected.') });

    const { transcript } = first;
    for (const type of identities) expect(transcript).toMatch(new RegExp(`buyer +declares: ${type}, `));
    expect(transcript).toMatch(/reviewer +opens store-backend-screenshot.png \(image\/png, \d+ KB\)/);
    expect(transcript).toMatch(/reviewer +opens bank-statement.pdf \(application\/pdf, \d+ KB\)/);
    expect(transcript).toMatch(/reviewer +reads the whole number, DE 136695976/);
    expect(transcript).toMatch(/mailbox +"Your code for Sample Market": \d{8}/);
    expect(transcript).toMatch(/push +verificationReviewed: REJECTED, MATERIAL_UNREADABLE/);
    expect(transcript).toMatch(/server +keeps bank-statement.pdf: the review before accepted it/);
    // Two decide for Platinum, and the statement is enough for Gold.
    expect(transcript).toMatch(/reviewer +the stage takes two: a colleague claims it/);
    expect(transcript).toMatch(/reviewer +confirms what the statement shows: 43,196.90 USD/);
    expect(transcript).toMatch(/push +verificationReviewed: APPROVED, which unlocks Gold/);
    expect(transcript).toMatch(/service +records order 1 .* 20 times at once: it counts once/);
    expect(transcript).toMatch(/verifications +12 \(11 approved, 1 rejected\)/);
    expect(transcript).toMatch(/pushes +24\n +mails +26\n/);
    // No colours where there is no terminal, and lines that fit into one.
    expect(transcript).not.toContain('\u001B');
    expect(Math.max(...transcript.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe('the demo fails, and says why,', () => {
  it('when no server answers', async () => {
    const command = ['--experimental-transform-types', '--no-warnings', main];
    const child = spawn(process.execPath, command, {
      env: { PATH: process.env['PATH'], BONAFIDE_URL: 'http://127.0.0.1:9' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [transcript, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(exitCode).toBe(1);
    expect(transcript).toContain('No server answers at http://127.0.0.1:9');
    expect(transcript).toContain('npm start');
  });

  it('when something is not as the story needs it', async () => {
    const server = await started(startSampleServer({ policy: withoutMaterials }));
    const { exitCode, transcript } = await play(settingsFor(server));
    expect(exitCode).toBe(1);
    expect(transcript).toContain('policy has no stage that MATERIALS opens');
    expect(transcript).not.toContain('Everything went as expected.');
  });

  it('when people sign in with an identity provider, as in production', async () => {
    const server = await started(startSampleServer({ env: identityProvider }));
    const { exitCode, transcript } = await play(settingsFor(server));
    expect(exitCode).toBe(1);
    expect(transcript).toContain('has no sample people');
  });

  it('when the server sends real mails', async () => {
    const server = await started(startServerForTests());
    const { exitCode, transcript } = await play(settingsFor(server));
    expect(exitCode).toBe(1);
    expect(transcript).toContain('without SMTP_URL');
  });

  it('when it is told of another data folder than the server’s', async () => {
    const server = await started(startSampleServer());
    const other = await started(startSampleServer());
    const { exitCode, transcript } = await play({ ...settingsFor(server), DATA_DIR: other.dataDir });
    expect(exitCode).toBe(1);
    expect(transcript).toContain(other.dataDir);
  });
});
