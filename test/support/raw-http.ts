/** What came back, as far as tests look at it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The codes of the body's errors. */
  readonly codes: readonly unknown[];
  /** The messages of the body's errors. */
  readonly messages: readonly string[];
}

/** Sends a request as it stands, for what no proper client would send. */
export async function send(url: string, init: RequestInit = {}): Promise<RawAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const errors = errorsIn(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    codes: errors.map(({ extensions }) => extensions?.code),
    messages: errors.map(({ message }) => message),
  };
}

/** Posts an operation, or any body, to a server's GraphQL endpoint. */
export async function post(
  { url, token }: { readonly url: string; readonly token?: string },
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Fails unless the server answers a good query, quickly. */
export async function stillAnswers(server: { readonly url: string; readonly token: string }): Promise<void> {
  const began = performance.now();
  const { text } = await post(server, { query: '{ viewer { id } }' });
  const milliseconds = performance.now() - began;
  if (!text.includes('"id"') || milliseconds > 2000) throw new Error(`after ${milliseconds} ms: ${text}`);
}

type ErrorInBody = { readonly message: string; readonly extensions?: { readonly code?: unknown } };

function errorsIn(text: string): readonly ErrorInBody[] {
  try {
    const body: { errors?: ErrorInBody[] } = JSON.parse(text);
    return body.errors ?? [];
  } catch {
    return [];
  }
}
