import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { DocumentNode } from 'graphql';

type Anything = Record<string, unknown>;

/** The document for a client without types: any variables can be sent with it. */
export function untyped(document: DocumentNode): TypedDocumentNode<Anything, Anything> {
  return document;
}
