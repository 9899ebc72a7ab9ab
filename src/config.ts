import { environment, type Environment } from './environment.ts';

/** Thrown when the environment can't be used. The message names each variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** How tokens are checked. */
export type AuthConfig =
  | {
      readonly kind: 'jwks';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: string;
      readonly rolesClaim: string;
      /** How people sign in at GraphiQL; undefined: with a token that they paste. */
      readonly signIn:
        | { readonly clientId: string; readonly scope: string; readonly origins: readonly string[] }
        | undefined;
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

/** Where clamd listens. */
export type ClamdConfig = { readonly host: string; readonly port: number } | { readonly path: string };

/** The server's settings, checked and frozen. What each means stands in .env.example. */
export interface Config {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; undefined: where the server listens. */
  readonly publicUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: boolean;
  /** How long the server goes on serving, no longer ready, after it was told to stop. */
  readonly drainSeconds: number;
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
  /** Keys before it, which still open what they sealed. */
  readonly previousSecretKeys: readonly Uint8Array[];
  readonly auth: AuthConfig;
  /** Undefined: the development mailbox. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Networks (CIDR) that webhooks may be sent to although they are private; http is allowed there as well. */
  readonly webhookAllowedNetworks: readonly string[];
  readonly storage: StorageConfig;
  /** Where clamd listens; undefined: files are not scanned for malware. */
  readonly clamd: ClamdConfig | undefined;
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
  const problems = [...missingTogether(env), ...(env.NODE_ENV === 'production' ? wrongInProduction(env) : [])];
  if (problems.length > 0) {
    throw new ConfigError(`These settings can't be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return Object.freeze(toConfig(env));
}

function missingTogether(env: Environment): readonly string[] {
  const auth = [env.AUTH_ISSUER, env.AUTH_AUDIENCE, env.AUTH_JWKS_URL];
  const halfAuth = auth.some((value) => value !== undefined) && auth.includes(undefined);
  const noIssuer = env.OIDC_CLIENT_ID !== undefined && !isSignInAddress(env.AUTH_ISSUER);
  const s3 = env.STORAGE === 's3' && (env.S3_BUCKET === undefined || env.S3_REGION === undefined);
  const halfKeys = (env.S3_ACCESS_KEY_ID === undefined) !== (env.S3_SECRET_ACCESS_KEY === undefined);
  return [
    ...(halfAuth ? ['AUTH_ISSUER, AUTH_AUDIENCE, AUTH_JWKS_URL: set all three, or none'] : []),
    ...(noIssuer
      ? ['AUTH_ISSUER: must be an https address when OIDC_CLIENT_ID is set; http only on this machine (localhost)']
      : []),
    ...(s3 ? ['S3_BUCKET, S3_REGION: must be set when STORAGE is s3'] : []),
    ...(halfKeys ? ['S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: set both, or none'] : []),
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

function toConfig(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production';
  return {
    isProduction,
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 4000,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    allowedOrigins: env.ALLOWED_ORIGINS ?? [],
    trustProxy: env.TRUST_PROXY ?? false,
    drainSeconds: env.DRAIN_SECONDS ?? 0,
    logLevel: env.LOG_LEVEL ?? 'info',
    dataDir: env.DATA_DIR ?? 'data',
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS ?? 20,
    policyFile: env.POLICY_FILE,
    sampleData: env.SAMPLE_DATA ?? (!isProduction && env.SMTP_URL === undefined && env.DATABASE_URL === undefined),
    secretKey: env.SECRET_KEY,
    previousSecretKeys: env.SECRET_KEYS_PREVIOUS ?? [],
    auth: authOf(env),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? 'Bonafide <no-reply@bonafide.example>',
    webhookAllowedNetworks: env.WEBHOOK_ALLOWED_NETWORKS ?? [],
    storage: storageOf(env),
    clamd: env.CLAMD_URL === undefined ? undefined : clamdOf(new URL(env.CLAMD_URL)),
  };
}

function authOf(env: Environment): AuthConfig {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return { kind: 'development' };
  const signIn =
    env.OIDC_CLIENT_ID === undefined
      ? undefined
      : {
          clientId: env.OIDC_CLIENT_ID,
          scope: env.OIDC_SCOPE ?? 'openid profile email',
          origins: env.OIDC_ORIGINS ?? [],
        };
  return { kind: 'jwks', issuer, audience, jwksUrl, rolesClaim: env.AUTH_ROLES_CLAIM ?? 'roles', signIn };
}

/** Whether people may be sent there to sign in: over https, or on the same machine. */
function isSignInAddress(text: string | undefined): boolean {
  if (text === undefined || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

function clamdOf({ protocol, hostname, port, pathname }: URL): ClamdConfig {
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replaceAll(/^\[|\]$/g, ''), port: Number(port || 3310) };
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
