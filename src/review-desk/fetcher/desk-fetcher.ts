import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { getOperationAST, OperationTypeNode, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Client } from 'graphql-ws';
import type { ChosenFiles } from '../uploads/chosen-files.ts';
import { findUploadSlots } from '../uploads/find-upload-slots.ts';
import { createMultipartBody } from '../uploads/multipart-body.ts';
import { subscriptionEvents } from './subscription-events.ts';

/** What the desk's requests need; `schema` is undefined until GraphiQL has read it. */
export interface DeskFetcherOptions {
  readonly authorizedFetch: typeof fetch;
  readonly socket: () => Promise<Client>;
  readonly chosenFiles: ChosenFiles;
  readonly schema: () => GraphQLSchema | undefined;
}

const URL = '/graphql';

/** GraphiQL's way to the server: JSON over HTTP, multipart where files were chosen, a WebSocket for subscriptions. */
export function createDeskFetcher({ authorizedFetch, socket, chosenFiles, schema }: DeskFetcherOptions): Fetcher {
  const postJson = createGraphiQLFetcher({ url: URL, fetch: authorizedFetch, enableIncrementalDelivery: false });

  return async (given, options) => {
    const document = parseIfPossible(given.query);
    // GraphiQL's own idea of the operation lags behind the editor: right after a change of tab it is the former tab's.
    const operation = document && (getOperationAST(document, given.operationName) ?? getOperationAST(document));
    const params = { ...given, operationName: operation?.name?.value ?? given.operationName ?? null };
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      return subscriptionEvents(await socket(), params);
    }

    const known = schema();
    const slots = known && document ? findUploadSlots(known, document, params.operationName) : [];
    const files = chosenFiles.forSlots(params.operationName, slots);
    if (files.length === 0) return postJson(params, options);
    const response = await authorizedFetch(URL, {
      method: 'POST',
      headers: { accept: 'application/json', 'apollo-require-preflight': 'true', ...options?.headers },
      body: createMultipartBody(params, files),
    });
    return response.json();
  };
}

/** Undefined for what the server shall refuse with its own words. */
function parseIfPossible(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
