import { z } from 'zod';

/** Thrown when the environment can't be used. The message names each variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An empty variable counts as unset, as in .env.example. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const optional = <T>(schema: z.ZodType<T, string>) => text.pipe(z.union([z.undefined(), schema]));
const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.int().min(least).max(most));
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const environment = z.object({
  NODE_ENV: optional(z.enum(['development', 'production', 'test'])),
  HOST: optional(z.string()),
  PORT: optional(wholeNumber(0, 65_535)),
  PUBLIC_URL: optional(webAddress),
  ALLOWED_ORIGINS: text,
  TRUST_PROXY: optional(yesOrNo),
  LOG_LEVEL: optional(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
  DATA_DIR: text,
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgresql://' })),
  DATABASE_CONNECTIONS: optional(wholeNumber(2, 500)),
  POLICY_FILE: text,
  SAMPLE_DATA: optional(yesOrNo),
  SECRET_KEY: text,
  AUTH_ISSUER: text,
  AUTH_AUDIENCE: text,
  AUTH_JWKS_URL: optional(webAddress),
  AUTH_ROLES_CLAIM: text,
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' })),
  MAIL_FROM: text,
  STORAGE: optional(z.enum(['disk', 's3'])),
  S3_BUCKET: text,
  S3_REGION: text,
  S3_ENDPOINT: optional(webAddress),
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  S3_FORCE_PATH_STYLE: optional(yesOrNo),
});

type Environment = z.infer<typeof environment>;

/** How tokens are checked. */
export type AuthConfig =
  | {
      readonly kind: 'jwks';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: string;
      readonly rolesClaim: string;
    }
  | { readonly kind: 'development' };

/** Where materials are kept. */
export type StorageConfig =
  | { readonly kind: 'disk' }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      readonly endpoint?: string;
      readonly accessKeyId?: string;
      readonly secretAccessKey?: string;
      readonly forcePathStyle?: boolean;
    };

/** The server's settings, checked and frozen. What each means stands in .env.example. */
export interface Config {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; undefined: where the server listens. */
  readonly publicUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly databaseConnections: number;
  /** Undefined: the policy.yaml that stands beside package.json. */
  readonly policyFile: string | undefined;
  /**
   * Whether a new database gets sample people and their stories. Without SAMPLE_DATA: only with the embedded database and
   * the development mailbox, so that nothing invented lands among real rows or is mailed. Never in production.
   */
  readonly sampleData: boolean;
  /** Undefined outside production: one is made and kept in the data folder. */
  readonly secretKey: Uint8Array | undefined;
  readonly auth: AuthConfig;
  /** Undefined: the development mailbox. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly storage: StorageConfig;
}

/** Reads the settings from the environment. Throws ConfigError that names every bad or missing variable. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    throw new ConfigError(
      `These settings can't be used:\n${parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n')}`,
    );
  }
  const env = parsed.data;
  const problems = [
    ...missingTogether(env),
    ...(env.NODE_ENV === 'production' ? wrongInProduction(env) : []),
    ...badKey(env),
  ];
  if (problems.length > 0) {
    throw new ConfigError(`These settings can't be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return Object.freeze(toConfig(env));
}

function missingTogether(env: Environment): readonly string[] {
  const auth = [env.AUTH_ISSUER, env.AUTH_AUDIENCE, env.AUTH_JWKS_URL];
  const halfAuth = auth.some((value) => value !== undefined) && auth.includes(undefined);
  const s3 = env.STORAGE === 's3' && (env.S3_BUCKET === undefined || env.S3_REGION === undefined);
  return [
    ...(halfAuth ? ['AUTH_ISSUER, AUTH_AUDIENCE, AUTH_JWKS_URL: set all three, or none'] : []),
    ...(s3 ? ['S3_BUCKET, S3_REGION: must be set when STORAGE is s3'] : []),
  ];
}

function wrongInProduction(env: Environment): readonly string[] {
  const needed = [
    'SECRET_KEY',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
    'AUTH_JWKS_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'PUBLIC_URL',
  ] as const;
  return [
    ...needed
      .filter((name) => env[name] === undefined)
      .map((name) => `${name}: must be set in production; development's own must not be used there`),
    ...(env.SAMPLE_DATA === true ? ['SAMPLE_DATA: sample people have no place in production'] : []),
  ];
}

function badKey({ SECRET_KEY: key }: Environment): readonly string[] {
  if (key === undefined) return [];
  const isLongEnough = /^[A-Za-z0-9+/_=-]+$/.test(key) && Buffer.from(key, 'base64').byteLength >= 32;
  return isLongEnough ? [] : ['SECRET_KEY: must be at least 32 random bytes in base64 (openssl rand -base64 32)'];
}

function toConfig(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production';
  return {
    isProduction,
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 4000,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    allowedOrigins: (env.ALLOWED_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    trustProxy: env.TRUST_PROXY ?? false,
    logLevel: env.LOG_LEVEL ?? 'info',
    dataDir: env.DATA_DIR ?? 'data',
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS ?? 20,
    policyFile: env.POLICY_FILE,
    sampleData: env.SAMPLE_DATA ?? (!isProduction && env.SMTP_URL === undefined && env.DATABASE_URL === undefined),
    secretKey: env.SECRET_KEY === undefined ? undefined : Buffer.from(env.SECRET_KEY, 'base64'),
    auth: authOf(env),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? 'Bonafide <no-reply@bonafide.example>',
    storage: storageOf(env),
  };
}

function authOf(env: Environment): AuthConfig {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return { kind: 'development' };
  return { kind: 'jwks', issuer, audience, jwksUrl, rolesClaim: env.AUTH_ROLES_CLAIM ?? 'roles' };
}

function storageOf(env: Environment): StorageConfig {
  if (env.STORAGE !== 's3' || env.S3_BUCKET === undefined || env.S3_REGION === undefined) return { kind: 'disk' };
  return {
    kind: 's3',
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    ...(env.S3_ENDPOINT === undefined ? {} : { endpoint: env.S3_ENDPOINT }),
    ...(env.S3_ACCESS_KEY_ID === undefined ? {} : { accessKeyId: env.S3_ACCESS_KEY_ID }),
    ...(env.S3_SECRET_ACCESS_KEY === undefined ? {} : { secretAccessKey: env.S3_SECRET_ACCESS_KEY }),
    ...(env.S3_FORCE_PATH_STYLE === undefined ? {} : { forcePathStyle: env.S3_FORCE_PATH_STYLE }),
  };
}
