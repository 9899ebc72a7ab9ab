import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { fastify, type FastifyInstance } from 'fastify';
import { print } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import { WebSocket } from 'ws';

/** What a server answers to an operation. */
export interface Answer<T> {
  readonly data?: T | null | undefined;
  readonly errors?: readonly AnswerError[] | undefined;
}

/** A top-level error. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown } | undefined;
}

type Variables = Record<string, unknown>;

/** A file to be handed in. */
export interface TestFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** A client as a consumer would build it from the generated documents. */
export interface TestClient {
  readonly token: string | undefined;
  /** Runs a query or mutation over HTTP. */
  run<T extends Variables, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Promise<Answer<T>>;
  /** Runs a query or mutation and gives its data; fails when there are errors. */
  data<T extends Variables, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  /** Sends one file with a mutation, as the multipart request specification says; `path` is where the file belongs. */
  upload<T extends Variables, V extends Variables>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    file: TestFile,
    path?: string,
  ): Promise<Answer<T>>;
  /** Follows a subscription over WebSocket. Ends when the iterator is returned. */
  subscribe<T extends Variables, V extends Variables>(
    document: TypedDocumentNode<T, V>,
    variables: V,
  ): AsyncIterableIterator<Answer<T>>;
  close(): Promise<void>;
}

/** Makes a client of a running server. */
export function createTestClient(url: string, token: string | undefined): TestClient {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const gate = createGate(url);
  const http = createMercuriusTestClient(gate, { headers });
  let socket: Client | undefined;
  const connect = () =>
    (socket ??= createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: headers,
      retryAttempts: 0,
    }));

  const client: TestClient = {
    token,
    run: (document, variables) => http.query(document, { variables }),
    async data(document, variables) {
      const answer = await client.run(document, variables);
      if (answer.errors || !answer.data) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
      return answer.data;
    },
    async upload(document, variables, file, path = 'variables.input.file') {
      const form = new FormData();
      form.append('operations', JSON.stringify({ query: print(document), variables }));
      form.append('map', JSON.stringify({ 0: [path] }));
      form.append('0', new Blob([file.content], { type: file.type }), file.name);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'apollo-require-preflight': 'true' },
        body: form,
      });
      const answer: Answer<never> = JSON.parse(await response.text());
      return answer;
    },
    subscribe: (document, variables) => connect().iterate({ query: print(document), variables }),
    async close() {
      await socket?.dispose();
      await gate.close();
    },
  };
  return client;
}

/** A Fastify app in front of the server, since the test client drives one: each request goes on over real HTTP. */
function createGate(url: string): FastifyInstance {
  const gate = fastify();
  gate.decorate('graphql', () => undefined);
  gate.post('/graphql', async (request, reply) => {
    const { authorization } = request.headers;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      body: JSON.stringify(request.body),
    });
    return reply
      .code(response.status)
      .type('application/json')
      .send(await response.text());
  });
  return gate;
}
