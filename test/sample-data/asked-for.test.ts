import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const production = {
  NODE_ENV: 'production',
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  AUTH_ISSUER: 'https://login.example',
  AUTH_AUDIENCE: 'bonafide',
  AUTH_JWKS_URL: 'https://login.example/keys',
  SMTP_URL: 'smtp://mail.example',
  MAIL_FROM: 'no-reply@market.example',
  PUBLIC_URL: 'https://market.example',
};

describe('sample data', () => {
  it('comes by itself where nothing but development’s own is used', () => {
    expect(readConfig({}).sampleData).toBe(true);
    expect(readConfig({ SMTP_URL: '', DATABASE_URL: '' }).sampleData).toBe(true);
    expect(readConfig({ SAMPLE_DATA: 'false' }).sampleData).toBe(false);
  });

  it.each([{ SMTP_URL: 'smtp://mail.example' }, { DATABASE_URL: 'postgresql://db.example/bonafide' }])(
    'has to be asked for with %o',
    (own) => {
      expect(readConfig(own).sampleData).toBe(false);
      expect(readConfig({ ...own, SAMPLE_DATA: 'true' }).sampleData).toBe(true);
    },
  );

  it('is refused in production', () => {
    expect(readConfig(production).sampleData).toBe(false);
    expect(() => readConfig({ ...production, SAMPLE_DATA: 'true' })).toThrow(ConfigError);
    expect(() => readConfig({ ...production, SAMPLE_DATA: 'true' })).toThrow('SAMPLE_DATA');
  });
});
