/** What a bearer token says of whoever has it. For display alone: the server checks the token, the desk does not. */
export interface TokenClaims {
  readonly subject: string | undefined;
  readonly name: string | undefined;
  readonly roles: readonly string[];
  /** Milliseconds since 1970; undefined: it does not say. */
  readonly expiresAt: number | undefined;
}

/** Reads a JSON Web Token's claims without checking it. A token that is none says nothing. */
export function readTokenClaims(token: string, rolesClaim: string): TokenClaims {
  const claims = payloadOf(token);
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const expires = claims['exp'];
  return {
    subject: text('sub'),
    name: text('name') ?? text('preferred_username') ?? text('email'),
    roles: listOf(claims[rolesClaim]).map((role) => role.toUpperCase()),
    expiresAt: typeof expires === 'number' ? expires * 1000 : undefined,
  };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const part = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/\s+/).filter(Boolean);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
