import type { Session } from '../session/session.ts';

const UNAUTHORIZED = 401;

/**
 * A `fetch` that signs each request for whoever is signed in, unless GraphiQL's headers say otherwise. Who can
 * be renewed gets a fresh token and a second try when the first is refused. An answer that is not JSON (a proxy's page, a size limit)
 * becomes a GraphQL error that can be read.
 */
export function createAuthorizedFetch(session: Session): typeof fetch {
  return async (input, init) => {
    let authorization: string | undefined;
    const send = async () => {
      const headers = new Headers(init?.headers);
      authorization = await session.authorization();
      if (authorization !== undefined && !headers.has('authorization')) headers.set('authorization', authorization);
      return fetch(input, { ...init, headers });
    };
    let response = await send();
    if (response.status === UNAUTHORIZED) {
      session.expire(authorization);
      if (session.canRenew()) response = await send();
    }
    if (/json/i.test(response.headers.get('content-type') ?? '')) return response;
    const text = (await response.text()).slice(0, 500);
    const message = `HTTP ${response.status} ${response.statusText}: ${text}`.trim();
    return Response.json({ errors: [{ message }] }, { status: response.ok ? 200 : response.status });
  };
}
