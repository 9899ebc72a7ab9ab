import { object, optional, string, type infer as Infer } from 'zod/mini';

const settings = object({
  /** The claim of a token that holds its roles. */
  rolesClaim: string(),
  /** Where people sign in; undefined: by sample people or a pasted token. */
  provider: optional(object({ issuer: string(), clientId: string(), scope: string(), audience: string() })),
});

/** What the page has to know of its server before anybody is signed in. */
export type ServerSettings = Infer<typeof settings>;

/** The identity provider, as the operator has set it. */
export type Provider = NonNullable<ServerSettings['provider']>;

const WAIT_MS = 5000;
const NONE: ServerSettings = { rolesClaim: 'roles' };

/** Asks the server for its settings; without an answer in 5 s a token can still be pasted. */
export async function fetchSettings(): Promise<ServerSettings> {
  try {
    const response = await fetch('/graphiql/settings', {
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return response.ok ? settings.parse(await response.json()) : NONE;
  } catch {
    return NONE;
  }
}
