import type { Person } from './person.ts';

/** Who works at the desk. `people` is undefined where the server has no sample people: then a pasted token counts. */
export interface SessionState {
  readonly people: readonly Person[] | undefined;
  readonly person: Person | undefined;
  readonly pastedToken: string | undefined;
}

/** What outlives a reload and ends with the browser tab: `sessionStorage` has this form. */
export interface TabStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a session needs: `fetchPeople` answers undefined where there are no sample people. */
export interface SessionOptions {
  readonly fetchPeople: () => Promise<readonly Person[] | undefined>;
  readonly store: TabStore;
  readonly now?: () => number;
}

/** The sign-in of this browser tab: a sample person in development, a pasted bearer token elsewhere. */
export type Session = ReturnType<typeof createSession>;

const PERSON = 'bonafide:person';
const TOKEN = 'bonafide:token';
const NOBODY = '';
const RENEW_BEFORE_MS = 60_000;

/** Creates a session that is signed out until `start` has been awaited. */
export function createSession({ fetchPeople, store, now = Date.now }: SessionOptions) {
  let state: SessionState = { people: undefined, person: undefined, pastedToken: undefined };
  let mustRenew = false;
  const listeners = new Set<() => void>();

  const change = (next: Partial<SessionState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const renew = async () => {
    const people = await fetchPeople();
    if (!people) return;
    mustRenew = false;
    change({ people, person: people.find(({ key }) => key === state.person?.key) });
  };

  const isAboutToExpire = ({ expiresAt }: Person) => Date.parse(expiresAt) - now() < RENEW_BEFORE_MS;

  return {
    /** The state now; the same object until something changes. */
    get: () => state,

    /** Calls `listener` after each change; the answer takes the listener away. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Asks who can sign in, and signs in as before the page was reloaded, or as the first sample reviewer. */
    async start() {
      const people = await fetchPeople();
      const remembered = store.getItem(PERSON);
      change({
        people,
        person:
          remembered === null
            ? people?.find(({ roles }) => roles.includes('REVIEWER'))
            : people?.find(({ key }) => key === remembered),
        pastedToken: people ? undefined : (store.getItem(TOKEN) ?? undefined),
      });
    },

    /** Signs in as the sample person with this key. */
    choose(key: string) {
      store.setItem(PERSON, key);
      change({ person: state.people?.find((person) => person.key === key) });
    },

    /** Signs in with a bearer token that the user brought, with or without its "Bearer " in front. */
    paste(text: string) {
      const token = text.trim().replace(/^bearer\s+/i, '');
      store.setItem(TOKEN, token);
      change({ pastedToken: token === '' ? undefined : token });
    },

    /** Forgets who was signed in. */
    signOut: () => {
      store.setItem(PERSON, NOBODY);
      store.removeItem(TOKEN);
      change({ person: undefined, pastedToken: undefined });
    },

    /** Notes that the server calls the token expired: the next request waits for a fresh one, where there can be one. */
    expire() {
      mustRenew = true;
    },

    /** The `Authorization` header of a request that is sent now, or undefined when nobody is signed in. */
    async authorization(): Promise<string | undefined> {
      if (state.person && (mustRenew || isAboutToExpire(state.person))) await renew();
      const token = state.person?.token ?? state.pastedToken;
      return token === undefined ? undefined : `Bearer ${token}`;
    },
  };
}

/** Tells one sign-in from another; renewing a person's token does not change it. */
export function signedInAs({ person, pastedToken }: SessionState): string | undefined {
  return person?.key ?? pastedToken;
}
