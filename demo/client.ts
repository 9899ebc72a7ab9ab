import { createClient } from 'graphql-ws';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Mutation, Operation } from './operation.ts';
import { followPushes, type Pushes } from './pushes.ts';
import type { SampleFile } from './sample-file.ts';

type Input = Readonly<Record<string, unknown>>;

/** An expected failure. */
export interface Problem {
  readonly type: string;
  readonly message: string;
}

/** A client of the server, for one signed-in person or service: queries and mutations over HTTP, subscriptions over WebSocket. */
export interface DemoClient {
  /** Runs a query. */
  ask<T>(query: Operation<T>, variables?: Input): Promise<T>;
  /** Runs a mutation that has to succeed. With a file, it goes along as the input's `file`. */
  act<T>(mutation: Mutation<T>, input: Input, file?: SampleFile): Promise<T>;
  /** Runs a mutation that has to be refused with this problem. */
  beRefused(mutation: Mutation<unknown>, input: Input, type: string): Promise<Problem>;
  /** Follows a subscription from now on. */
  follow<T extends object>(subscription: Operation<T>): Pushes<T>;
  close(): Promise<void>;
}

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
const outcome = z.looseObject({ __typename: z.string(), message: z.string().optional() });

/** Makes a client that bears this token. Whatever is not as asked for is thrown as DemoError. */
export function createDemoClient(url: string, token: string): DemoClient {
  const authorization = `Bearer ${token}`;
  const socket = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization },
  });

  async function post(headers: Record<string, string>, body: string | FormData): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { authorization, ...headers }, body });
    const { data, errors } = answer.parse(await response.json());
    if (errors || !data) throw new DemoError(`The server answered: ${errors?.map((one) => one.message).join(' ')}`);
    return data;
  }

  const run = (query: string, variables: Input) =>
    post({ 'content-type': 'application/json' }, JSON.stringify({ query, variables }));

  // GraphQL multipart request: the operation with a hole, what fills the hole, and the file itself.
  function upload(query: string, input: Input, file: SampleFile) {
    const form = new FormData();
    form.append('operations', JSON.stringify({ query, variables: { input: { ...input, file: null } } }));
    form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
    form.append('0', new Blob([file.content]), file.name);
    return post({ 'apollo-require-preflight': 'true' }, form);
  }

  async function mutate({ field, document }: Mutation<unknown>, input: Input, file?: SampleFile) {
    const data = await (file ? upload(document, input, file) : run(document, { input }));
    return outcome.parse(data[field]);
  }

  return {
    async ask({ document, data }, variables = {}) {
      return data.parse(await run(document, variables));
    },
    async act(mutation, input, file) {
      const result = await mutate(mutation, input, file);
      if (result.__typename.endsWith('Success')) return mutation.success.parse(result);
      throw new DemoError(`${mutation.field} answered ${result.__typename}: ${result.message}`);
    },
    async beRefused(mutation, input, type) {
      const { __typename, message = '' } = await mutate(mutation, input);
      if (__typename === type) return { type, message };
      throw new DemoError(`${mutation.field} should answer ${type}, and answered ${__typename}: ${message}`);
    },
    follow: (subscription) => followPushes(socket, subscription),
    close: async () => socket.dispose(),
  };
}
