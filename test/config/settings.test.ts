import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** Everything that production demands. */
const production = {
  NODE_ENV: 'production',
  SECRET_KEY: KEY,
  AUTH_ISSUER: 'https://id.market.example',
  AUTH_AUDIENCE: 'bonafide',
  AUTH_JWKS_URL: 'https://id.market.example/jwks.json',
  SMTP_URL: 'smtps://mail.market.example',
  MAIL_FROM: 'Market <no-reply@market.example>',
  PUBLIC_URL: 'https://verify.market.example/',
};

const refusal = (variables: Record<string, string>): string => {
  try {
    readConfig(variables);
    return 'accepted';
  } catch (error) {
    return error instanceof ConfigError ? error.message : `thrown: ${String(error)}`;
  }
};

describe('a variable that can’t be used is named, and its value is not repeated', () => {
  const bad: readonly [name: string, value: string, says: RegExp][] = [
    ['NODE_ENV', 'staging', /development, production, test/],
    ['HOST', 'http://localhost', /name or an address/],
    ['PORT', 'four thousand', /whole number from 0 to 65535/],
    ['PORT', '65536', /whole number from 0 to 65535/],
    ['PORT', '-1', /whole number/],
    ['PORT', '80.5', /whole number/],
    ['PUBLIC_URL', 'verify.market.example', /http or https address/],
    ['PUBLIC_URL', 'https://market.example/?page=verify', /neither \? nor #/],
    ['ALLOWED_ORIGINS', '*', /origins/],
    ['ALLOWED_ORIGINS', 'shop.example', /origins/],
    ['ALLOWED_ORIGINS', 'https://shop.example/', /without a path/],
    ['ALLOWED_ORIGINS', 'https://shop.example,null', /origins/],
    ['TRUST_PROXY', 'yes', /true or false/],
    ['DRAIN_SECONDS', '601', /whole number from 0 to 600/],
    ['DRAIN_SECONDS', '10s', /whole number from 0 to 600/],
    ['LOG_LEVEL', 'loud', /silent, error, warn, info, debug/],
    ['DATABASE_URL', 'mysql://root:hunter2@db/bonafide', /postgresql:\/\//],
    ['DATABASE_URL', 'postgresql://root:hunter2@db:99999/bonafide', /postgresql:\/\//],
    ['DATABASE_CONNECTIONS', '1', /whole number from 2 to 500/],
    ['SAMPLE_DATA', '1', /true or false/],
    ['SECRET_KEY', 'hunter2', /32 random bytes in base64/],
    ['SECRET_KEY', Buffer.alloc(31).toString('base64'), /32 random bytes/],
    ['SECRET_KEYS_PREVIOUS', `${Buffer.alloc(32).toString('base64')},hunter2`, /32 random bytes in base64/],
    ['SECRET_KEY', 'not base64 at all, although it is long enough', /base64/],
    ['AUTH_ISSUER', 'https://id.market.example', /set all three, or none/],
    ['AUTH_JWKS_URL', 'id.market.example', /http or https address/],
    ['OIDC_ORIGINS', 'https://id.market.example/token', /origins/],
    ['SMTP_URL', 'mail.market.example:25', /smtp:\/\//],
    ['MAIL_FROM', 'no-reply', /address/],
    ['MAIL_FROM', 'a@market.example, b@market.example', /address/],
    ['CLAMD_URL', 'clamav:3310', /tcp:\/\/host:3310 or unix:/],
    ['CLAMD_URL', 'https://clamav', /tcp:/],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.1', /networks such as 10\.0\.0\.0\/8/],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/33', /networks/],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0/8', /networks/],
    ['WEBHOOK_ALLOWED_NETWORKS', 'fd00::/129', /networks/],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/8;fd00::/8', /separated by commas/],
    ['STORAGE', 'tape', /disk, s3/],
    ['S3_ENDPOINT', 'storage.internal', /http or https address/],
    ['S3_ACCESS_KEY_ID', 'AKIAEXAMPLE', /set both, or none/],
    ['S3_FORCE_PATH_STYLE', 'on', /true or false/],
  ];

  it.for(bad)('%s=%s', ([name, value, says]) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(name);
    expect(message).toMatch(says);
    expect(message).not.toContain(value);
  });

  it('an address at which people sign in over plain http, unless it is on this machine', () => {
    const auth = { AUTH_AUDIENCE: 'bonafide', AUTH_JWKS_URL: 'https://id.example/keys', OIDC_CLIENT_ID: 'desk' };
    expect(refusal({ ...auth, AUTH_ISSUER: 'http://id.example' })).toMatch(/AUTH_ISSUER: must be an https address/);
    expect(refusal({ ...auth, AUTH_ISSUER: 'https://id.example' })).toBe('accepted');
    expect(refusal({ ...auth, AUTH_ISSUER: 'http://localhost:8080/realms/market' })).toBe('accepted');
  });

  it('all of them at once', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'y', STORAGE: 'z' })).toMatch(/PORT: .*\n.*LOG_LEVEL: .*\n.*STORAGE: /);
  });

  it('S3_BUCKET and S3_REGION when the bucket is wanted', () => {
    expect(refusal({ STORAGE: 's3', S3_BUCKET: 'materials' })).toMatch(/S3_BUCKET, S3_REGION: must be set/);
  });
});

describe('production', () => {
  it('starts with all that it demands', () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      publicUrl: 'https://verify.market.example',
      auth: { kind: 'jwks', rolesClaim: 'roles' },
      sampleData: false,
    });
  });

  it.for(['SECRET_KEY', 'AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_JWKS_URL', 'SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'])(
    'does not start without %s',
    (name) => {
      expect(refusal({ ...production, [name]: '' })).toMatch(new RegExp(`${name}.*: must be set in production`));
    },
  );

  it('has no sample people', () => {
    expect(refusal({ ...production, SAMPLE_DATA: 'true' })).toContain('SAMPLE_DATA');
  });
});

describe('a variable that is set', () => {
  it('is read without the blanks around it', () => {
    expect(
      readConfig({ PORT: ' 8080 ', HOST: '::1', ALLOWED_ORIGINS: 'https://a.example , http://b.example:8080' }),
    ).toMatchObject({
      port: 8080,
      host: '::1',
      allowedOrigins: ['https://a.example', 'http://b.example:8080'],
    });
  });

  it('is unset when it is empty', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', SECRET_KEY: '', ALLOWED_ORIGINS: '' })).toEqual(readConfig({}));
  });

  it('wins over what the server would do by itself', () => {
    const config = readConfig({ ...production, TRUST_PROXY: 'true', STORAGE: 's3', S3_BUCKET: 'b', S3_REGION: 'r' });
    expect(config.trustProxy).toBe(true);
    expect(config.secretKey).toEqual(Buffer.alloc(32, 7));
    expect(config.storage).toEqual({ kind: 's3', bucket: 'b', region: 'r' });
  });
});

it('without any variable the server is a development copy of its own', () => {
  expect(readConfig({})).toEqual({
    isProduction: false,
    host: '127.0.0.1',
    port: 4000,
    publicUrl: undefined,
    allowedOrigins: [],
    trustProxy: false,
    drainSeconds: 0,
    logLevel: 'info',
    dataDir: 'data',
    databaseUrl: undefined,
    databaseConnections: 20,
    policyFile: undefined,
    sampleData: true,
    secretKey: undefined,
    previousSecretKeys: [],
    auth: { kind: 'development' },
    smtpUrl: undefined,
    mailFrom: 'Bonafide <no-reply@bonafide.example>',
    webhookAllowedNetworks: [],
    storage: { kind: 'disk' },
  });
});

it('settings can’t be changed once they are read', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});
