import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

const CLIENT = 'review-desk';
const AUDIENCE = 'https://verify.market.example';
/** In seconds. */
const HOUR = 3600;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/** Somebody whom the provider knows by a login; any password will do. */
interface Account {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** An OpenID provider with pages of its own, for a browser to be sent to. */
export interface SignInProvider {
  /** What a server needs to send its people there. */
  readonly env: Readonly<Record<string, string>>;
  /** How often tokens were given and refused, by kind of grant. */
  readonly grants: { readonly given: readonly string[]; readonly refused: readonly string[] };
  /** A token for somebody who signs in elsewhere than at the desk; good for an hour. */
  token(subject: string, account: Account): Promise<string>;
  /** Lets the desk of this server sign people in; until then the provider answers 503. */
  admit(url: string): void;
  close(): void;
}

/** Starts a provider on a free port: authorization code with PKCE for a public client, access tokens as JWTs, refresh tokens that are good once. */
export async function startSignInProvider(accounts: Readonly<Record<string, Account>>): Promise<SignInProvider> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'ES256' }];
  const [given, refused]: [string[], string[]] = [[], []];
  const kindOf = ({ oidc }: KoaContextWithOIDC) => String(oidc.params?.['grant_type']);

  let answer: ReturnType<Provider['callback']> | undefined;
  server.on('request', (request, response) => {
    if (answer) void answer(request, response);
    else response.writeHead(503).end();
  });
  return {
    env: {
      AUTH_ISSUER: issuer,
      AUTH_AUDIENCE: AUDIENCE,
      AUTH_JWKS_URL: `${issuer}/jwks`,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_SCOPE: 'openid profile email offline_access',
    },
    grants: { given, refused },
    token: (subject, account) =>
      new SignJWT({ ...account })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setExpirationTime('1h')
        .sign(privateKey),
    admit(url) {
      const provider = new Provider(issuer, { ...configurationFor(url, accounts), jwks: { keys } });
      provider.on('grant.success', (context) => void given.push(kindOf(context)));
      provider.on('grant.error', (context) => void refused.push(kindOf(context)));
      answer = provider.callback();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function configurationFor(url: string, accounts: Readonly<Record<string, Account>>): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${url}/graphiql`],
        post_logout_redirect_uris: [`${url}/graphiql`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    ttl: { Interaction: HOUR, Grant: MONTH, Session: 14 * DAY, IdToken: HOUR, RefreshToken: 14 * DAY },
    cookies: { keys: ['for tests alone'] },
    clientBasedCORS: (_context, origin) => origin === url,
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    findAccount: (_context, login) =>
      accounts[login] && { accountId: login, claims: () => ({ sub: login, ...accounts[login] }) },
    extraTokenClaims: (_context, token) => ('accountId' in token ? { ...accounts[token.accountId ?? ''] } : undefined),
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}
