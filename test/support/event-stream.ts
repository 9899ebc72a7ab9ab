import { z } from 'zod';

/** What one server-sent event says. */
const result = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
});

/** One event as it arrived; `result` is null when it has no data. */
export interface SentEvent {
  readonly event: string;
  /** Its data as it came. */
  readonly text: string;
  readonly result: z.infer<typeof result> | null;
}

/** A bare event stream, for what no proper client would do. */
export interface BareStream {
  readonly status: number;
  readonly headers: Headers;
  /** The codes of the errors, when it was refused by status. */
  readonly codes: readonly unknown[];
  /** The next event; undefined when the server has ended the stream. */
  next(): Promise<SentEvent | undefined>;
  /** Resolves at the next comment. */
  comment(): Promise<void>;
  close(): void;
}

/** How to ask for an event stream. */
export interface StreamRequest {
  readonly token?: string | undefined;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly method?: 'GET' | 'POST';
  /** More headers, or others than usual. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a server's `/graphql` for an event stream. */
export async function openEventStream(url: string, request: StreamRequest): Promise<BareStream> {
  const { token, query, variables = {}, method = 'POST' } = request;
  const inAddress = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const closing = new AbortController();
  const response = await fetch(`${url}/graphql${method === 'GET' ? `?${String(inAddress)}` : ''}`, {
    method,
    signal: closing.signal,
    headers: {
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify({ query, variables }) }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const refusal = isStream ? {} : result.parse(await response.json());
  const blocks = isStream && response.body ? readBlocks(response.body) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    codes: refusal.errors?.map(({ extensions }) => extensions?.code) ?? [],
    async next() {
      for (;;) {
        const block = await blocks?.next();
        if (block === undefined || block.done) return undefined;
        if (!block.value.startsWith(':')) return toEvent(block.value);
      }
    },
    async comment() {
      for (;;) {
        const block = await blocks?.next();
        if (block === undefined || block.done) throw new Error('the stream ended');
        if (block.value.startsWith(':')) return;
      }
    },
    close: () => closing.abort(),
  };
}

async function* readBlocks(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const parts = (text + chunk).split('\n\n');
    text = parts.pop() ?? '';
    yield* parts;
  }
  if (text !== '') throw new Error(`the stream ended within an event: ${text}`);
}

function toEvent(block: string): SentEvent {
  const [, event = '', data = ''] = /^event: (\w+)\ndata:(.*)$/s.exec(block) ?? [];
  return { event, text: data, result: data === '' ? null : result.parse(JSON.parse(data)) };
}
