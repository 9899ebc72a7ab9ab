import * as oauth from 'oauth4webapi';
import { object, string } from 'zod/mini';
import { isOnThisMachine } from './is-on-this-machine.ts';
import type { ProviderTokens } from './provider-tokens.ts';
import type { Provider } from './server-settings.ts';
import type { TabStore } from './session.ts';

export { signInProblem } from './sign-in-problem.ts';

/** What has to be remembered while the browser is at the identity provider. */
const pendingSignIn = object({ verifier: string(), state: string(), nonce: string(), hash: string() });

const KEY = 'bonafide:sign-in';
const redirectUri = () => `${location.origin}/graphiql`;

/** The resource (RFC 8707) that a token is wanted for, where the audience is an address. */
const resourceOf = ({ audience }: Provider) => (URL.canParse(audience) ? { resource: audience } : {});

/** Discovers the provider's addresses. Plain http is for providers on this machine. */
async function discover({ issuer }: Provider) {
  const url = new URL(issuer);
  const options = { [oauth.allowInsecureRequests]: isOnThisMachine(url) };
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options));
  return { server, options };
}

/** Leaves the page for the provider's sign-in: authorization code with PKCE. Throws when the provider can't be reached. */
export async function goToProvider(provider: Provider, tab: TabStore): Promise<void> {
  const { server } = await discover(provider);
  if (server.authorization_endpoint === undefined) throw new Error('The identity provider has no sign-in page.');
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  tab.setItem(KEY, JSON.stringify({ verifier, state, nonce, hash: location.hash }));
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    ...Object.fromEntries(address.searchParams),
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: provider.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    // Which token is wanted: two words for it, and a provider reads the one that it knows.
    audience: provider.audience,
    ...resourceOf(provider),
    // Without asking again, a provider that goes by the book gives no refresh token.
    ...(provider.scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}),
  }).toString();
  location.assign(address);
}

/**
 * Takes what the provider sent the browser back with, and gives the address its former fragment. Undefined when the
 * browser does not come from there; throws when the sign-in failed.
 */
export async function returnFromProvider(provider: Provider, tab: TabStore): Promise<ProviderTokens | undefined> {
  const here = new URL(location.href);
  const kept = tab.getItem(KEY);
  if (kept === null || !(here.searchParams.has('code') || here.searchParams.has('error'))) return undefined;
  tab.removeItem(KEY);
  const { verifier, state, nonce, hash } = pendingSignIn.parse(JSON.parse(kept));
  history.replaceState(null, '', `/graphiql${hash}`);
  const { server, options } = await discover(provider);
  const client: oauth.Client = { client_id: provider.clientId };
  const parameters = oauth.validateAuthResponse(server, client, here, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    verifier,
    { ...options, additionalParameters: resourceOf(provider) },
  );
  return toTokens(await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce }));
}

/** A fresh access token for a refresh token; undefined when the provider gives none for it any more. Throws when there is no answer. */
export async function renewAtProvider(provider: Provider, refreshToken: string): Promise<ProviderTokens | undefined> {
  const { server, options } = await discover(provider);
  const client: oauth.Client = { client_id: provider.clientId };
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, {
    ...options,
    additionalParameters: resourceOf(provider),
  });
  try {
    const tokens = toTokens(await oauth.processRefreshTokenResponse(server, client, response));
    return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return undefined;
    throw error;
  }
}

/** Ends the session at the provider as well, where it offers that. */
export async function leaveProvider(provider: Provider, idToken: string | undefined): Promise<void> {
  const { server } = await discover(provider);
  if (server.end_session_endpoint === undefined) return;
  const address = new URL(server.end_session_endpoint);
  address.searchParams.set('client_id', provider.clientId);
  address.searchParams.set('post_logout_redirect_uri', redirectUri());
  if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
  location.assign(address);
}

function toTokens({ access_token, refresh_token, id_token }: oauth.TokenEndpointResponse): ProviderTokens {
  return { accessToken: access_token, refreshToken: refresh_token, idToken: id_token };
}
