import { isIP } from 'node:net';
import { z } from 'zod';

/** An empty variable counts as unset, as in .env.example. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const optional = <T>(schema: z.ZodType<T, string>) => text.pipe(z.optional(schema));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number);
const oneOf = <const T extends readonly string[]>(...values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`);
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const baseAddress = webAddress.refine((value) => !/[?#]/.test(value), 'must have neither ? nor #');
const origins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    error: 'must be origins such as https://market.example, without a path or a slash at the end, separated by commas',
  });
const networks = z
  .string()
  .transform((list) => list.split(',').map((network) => network.trim()))
  .refine((list) => list.every(isNetwork), {
    error: 'must be networks such as 10.0.0.0/8 or fd00::/8, separated by commas',
  });
const mailbox = z
  .string()
  .regex(/^[^<>@]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, 'must be an address, or a name and <an address>');
const key = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/_=-]+$/.test(value) && Buffer.from(value, 'base64').byteLength >= 32, {
    error: 'must be at least 32 random bytes in base64 (openssl rand -base64 32)',
  })
  .transform((value): Uint8Array => Buffer.from(value, 'base64'));

const keys = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(key));

function isNetwork(text: string): boolean {
  const [, address = '', bits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

const clamdAddress = z
  .string()
  .refine(
    (value) =>
      /^(tcp:\/\/[^\s/:]+|tcp:\/\/\[[0-9a-f:]+\])(:\d{1,5})?$|^unix:\/[^?#]+$/.test(value) && URL.canParse(value),
    {
      error: 'must be tcp://host:3310 or unix:/path/to/clamd.socket',
    },
  );

/** The form of each variable. What it means stands in .env.example. */
export const environment = z.object({
  NODE_ENV: optional(oneOf('development', 'production', 'test')),
  HOST: optional(z.string().regex(/^[^\s/]+$/, 'must be a name or an address, without a port')),
  PORT: optional(wholeNumber(0, 65_535)),
  PUBLIC_URL: optional(baseAddress),
  ALLOWED_ORIGINS: optional(origins),
  TRUST_PROXY: optional(yesOrNo),
  DRAIN_SECONDS: optional(wholeNumber(0, 600)),
  LOG_LEVEL: optional(oneOf('silent', 'error', 'warn', 'info', 'debug')),
  DATA_DIR: text,
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' })),
  DATABASE_CONNECTIONS: optional(wholeNumber(2, 500)),
  POLICY_FILE: text,
  SAMPLE_DATA: optional(yesOrNo),
  SECRET_KEY: optional(key),
  SECRET_KEYS_PREVIOUS: optional(keys),
  AUTH_ISSUER: text,
  AUTH_AUDIENCE: text,
  AUTH_JWKS_URL: optional(webAddress),
  AUTH_ROLES_CLAIM: text,
  OIDC_CLIENT_ID: text,
  OIDC_SCOPE: text,
  OIDC_ORIGINS: optional(origins),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })),
  MAIL_FROM: optional(mailbox),
  WEBHOOK_ALLOWED_NETWORKS: optional(networks),
  CLAMD_URL: optional(clamdAddress),
  STORAGE: optional(oneOf('disk', 's3')),
  S3_BUCKET: text,
  S3_REGION: text,
  S3_ENDPOINT: optional(webAddress),
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  S3_FORCE_PATH_STYLE: optional(yesOrNo),
});

/** The variables as they were read. */
export type Environment = z.infer<typeof environment>;
