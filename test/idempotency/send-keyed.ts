import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { TestFile } from '../support/client.ts';
import { post, send, type RawAnswer } from '../support/raw-http.ts';
import type { TestServer } from '../support/server.ts';

type Anything = Record<string, unknown>;

/** A mutation as a client sends it: the same each time that it is sent. */
export interface KeyedCall {
  readonly document: TypedDocumentNode<Anything, Anything>;
  readonly input: Anything;
  readonly file?: TestFile | undefined;
  /** Whose. */
  readonly token: string | undefined;
}

/** Sends a mutation with the header `Idempotency-Key`, or without one; with a file as multipart. */
export async function sendKeyed(
  { url }: Pick<TestServer, 'url'>,
  { document, input, file, token }: KeyedCall,
  key?: string,
): Promise<RawAnswer> {
  const operation = { query: print(document), variables: { input } };
  const header: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  if (file === undefined) return post({ url, ...(token === undefined ? {} : { token }) }, operation, header);
  const form = new FormData();
  form.append('operations', JSON.stringify(operation));
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', new Blob([file.content], { type: file.type }), file.name);
  const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${token}`, ...header };
  return send(`${url}/graphql`, { method: 'POST', headers, body: form });
}

/** Makes a request that does nothing: somebody who is new becomes a member by it. */
export async function comeIn({ url }: Pick<TestServer, 'url'>, { token = '' }: KeyedCall): Promise<void> {
  await post({ url, token }, { query: '{ __typename }' });
}
