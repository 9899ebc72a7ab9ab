import type { Person } from './person.ts';
import type { ProviderTokens } from './provider-tokens.ts';
import type { Provider, ServerSettings } from './server-settings.ts';
import { readTokenClaims, type TokenClaims } from './token-claims.ts';

/** A bearer token that was pasted, or that the identity provider gave. */
export interface HeldToken {
  readonly text: string;
  readonly claims: TokenClaims;
}

/** Who works at the desk. `people` is undefined where the server has no sample people. */
export interface SessionState {
  readonly people: readonly Person[] | undefined;
  readonly person: Person | undefined;
  readonly token: HeldToken | undefined;
  /** Where people sign in; undefined: a token has to be pasted. */
  readonly provider: Provider | undefined;
  /** Whether the session ran out and can't be renewed without its person. */
  readonly hasEnded: boolean;
  /** Why a sign-in failed. */
  readonly problem: string | undefined;
}

/** What outlives a reload and ends with the browser tab: `sessionStorage` has this form. */
export interface TabStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The ways to and from an identity provider; loaded when there is one. */
export interface ProviderWays {
  goToProvider(provider: Provider, tab: TabStore): Promise<void>;
  returnFromProvider(provider: Provider, tab: TabStore): Promise<ProviderTokens | undefined>;
  renewAtProvider(provider: Provider, refreshToken: string): Promise<ProviderTokens | undefined>;
  leaveProvider(provider: Provider, idToken: string | undefined): Promise<void>;
  signInProblem(error: unknown): string;
}

/** What a session needs: `fetchPeople` answers undefined where there are no sample people. */
export interface SessionOptions {
  readonly fetchPeople: () => Promise<readonly Person[] | undefined>;
  readonly fetchSettings: () => Promise<ServerSettings>;
  readonly providerWays: () => Promise<ProviderWays>;
  readonly store: TabStore;
  readonly now?: () => number;
}

/** The sign-in of this browser tab: a sample person in development, the identity provider or a pasted token elsewhere. */
export type Session = ReturnType<typeof createSession>;

const PERSON = 'bonafide:person';
const TOKEN = 'bonafide:token';
const NOBODY = '';
const RENEW_BEFORE_MS = 60_000;

/** Creates a session that is signed out until `start` has been awaited. */
export function createSession({ fetchPeople, fetchSettings, providerWays, store, now = Date.now }: SessionOptions) {
  let state: SessionState = {
    people: undefined,
    person: undefined,
    token: undefined,
    provider: undefined,
    hasEnded: false,
    problem: undefined,
  };
  let rolesClaim = 'roles';
  let mustRenew = false;
  // In memory only: whoever reads the tab's storage gets nothing that lasts.
  let provided: ProviderTokens | undefined;
  let renewing: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  const change = (next: Partial<SessionState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const hold = (text: string) => {
    store.setItem(TOKEN, text);
    mustRenew = false;
    change({ token: { text, claims: readTokenClaims(text, rolesClaim) }, hasEnded: false, problem: undefined });
  };

  const renewPerson = async () => {
    const people = await fetchPeople();
    if (!people) return;
    mustRenew = false;
    change({ people, person: people.find(({ key }) => key === state.person?.key) });
  };

  const renewToken = async () => {
    const { provider } = state;
    const refreshToken = provided?.refreshToken;
    if (!provider || refreshToken === undefined) return;
    try {
      provided = await (await providerWays()).renewAtProvider(provider, refreshToken);
      if (provided) hold(provided.accessToken);
      else change({ hasEnded: true });
    } catch {
      // No answer: the next request tries again.
    }
  };

  /** Requests that need a fresh token at once share it: a refresh token may be good for one use alone. */
  const renew = () => {
    renewing ??= (state.person ? renewPerson() : renewToken()).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const header = () => {
    const token = state.person?.token ?? state.token?.text;
    return token === undefined ? undefined : `Bearer ${token}`;
  };

  const isAboutToExpire = () => {
    const expiresAt = state.person ? Date.parse(state.person.expiresAt) : state.token?.claims.expiresAt;
    return expiresAt !== undefined && expiresAt - now() < RENEW_BEFORE_MS;
  };

  const failed = async (error: unknown) => change({ problem: (await providerWays()).signInProblem(error) });

  return {
    /** The state now; the same object until something changes. */
    get: () => state,

    /** Calls `listener` after each change; the answer takes the listener away. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Asks how people sign in here, and signs in as before the page was reloaded, or as the first sample reviewer. */
    async start() {
      const [people, { provider, rolesClaim: claim }] = await Promise.all([fetchPeople(), fetchSettings()]);
      rolesClaim = claim;
      const remembered = store.getItem(PERSON);
      const person = people?.find(
        remembered === null ? ({ roles }) => roles.includes('REVIEWER') : ({ key }) => key === remembered,
      );
      change({ people, provider, person });
      if (people) return;
      const kept = store.getItem(TOKEN) ?? '';
      if (kept !== '') hold(kept);
      if (!provider) return;
      try {
        provided = await (await providerWays()).returnFromProvider(provider, store);
        if (provided) hold(provided.accessToken);
      } catch (error) {
        await failed(error);
      }
    },

    /** Signs in as the sample person with this key. */
    choose(key: string) {
      store.setItem(PERSON, key);
      change({ person: state.people?.find((person) => person.key === key) });
    },

    /** Signs in with a bearer token that the user brought, with or without its "Bearer " in front. */
    paste(text: string) {
      const token = text.trim().replace(/^bearer\s+/i, '');
      if (token !== '') hold(token);
    },

    /** Leaves the page for the identity provider; what was prepared waits in this tab. */
    async signIn() {
      if (!state.provider) return;
      try {
        await (await providerWays()).goToProvider(state.provider, store);
      } catch (error) {
        await failed(error);
      }
    },

    /** Forgets who was signed in, here and at the identity provider. */
    signOut: () => {
      const { provider, token } = state;
      const idToken = provided?.idToken;
      provided = undefined;
      store.setItem(PERSON, NOBODY);
      store.removeItem(TOKEN);
      change({ person: undefined, token: undefined, hasEnded: false, problem: undefined });
      if (provider && token) {
        void providerWays()
          .then((ways) => ways.leaveProvider(provider, idToken))
          .catch(() => undefined);
      }
    },

    /**
     * Notes that the server calls the token expired: the next request waits for a fresh one, where there can be one.
     * `refused` is the `Authorization` header that was sent; nothing happens when a fresher one is there already.
     */
    expire(refused?: string) {
      if (refused !== undefined && refused !== header()) return;
      mustRenew = true;
      if (state.token && provided?.refreshToken === undefined) change({ hasEnded: true });
    },

    /** Whether an expired sign-in can be renewed without its person. */
    canRenew: () => state.person !== undefined || provided?.refreshToken !== undefined,

    /** Who is signed in, told apart from everybody else; no secret. */
    who: (): string | undefined => signedInAs(state),

    /** The `Authorization` header of a request that is sent now, or undefined when nobody is signed in. */
    async authorization(): Promise<string | undefined> {
      if (mustRenew || isAboutToExpire()) await renew();
      return header();
    },
  };
}

/** Tells one sign-in from another; renewing a token does not change it. */
export function signedInAs({ person, token }: Pick<SessionState, 'person' | 'token'>): string | undefined {
  return person?.key ?? (token && (token.claims.subject ?? 'token'));
}

/** The roles of whoever is signed in, as far as the token says; empty when nobody is. */
export function rolesOf({ person, token }: Pick<SessionState, 'person' | 'token'>): readonly string[] {
  return person?.roles ?? token?.claims.roles ?? [];
}

/** Whether somebody is signed in who reviews. */
export function isReviewing(state: Pick<SessionState, 'person' | 'token'>): boolean {
  return rolesOf(state).some((role) => role === 'REVIEWER' || role === 'SUPERVISOR');
}
