import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { getOperationAST, OperationTypeNode, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Session } from '../session/session.ts';
import type { ChosenFiles } from '../uploads/chosen-files.ts';
import { findUploadSlots } from '../uploads/find-upload-slots.ts';
import { createMultipartBody } from '../uploads/multipart-body.ts';
import { createAuthorizedFetch } from './authorized-fetch.ts';
import { createSubscriptionClient } from './subscription-client.ts';
import { subscriptionEvents } from './subscription-events.ts';

/** What the desk's requests need; `schema` is undefined until GraphiQL has read it. */
export interface DeskFetcherOptions {
  readonly session: Session;
  readonly chosenFiles: ChosenFiles;
  readonly schema: () => GraphQLSchema | undefined;
}

const URL = '/graphql';

/** GraphiQL's way to the server: JSON over HTTP, multipart where files were chosen, a WebSocket for subscriptions. */
export function createDeskFetcher({ session, chosenFiles, schema }: DeskFetcherOptions): Fetcher {
  const client = createSubscriptionClient(session, `${location.origin.replace(/^http/, 'ws')}${URL}`);
  const authorizedFetch = createAuthorizedFetch(session);
  const postJson = createGraphiQLFetcher({ url: URL, fetch: authorizedFetch, enableIncrementalDelivery: false });

  return async (given, options) => {
    const document = parseIfPossible(given.query);
    // GraphiQL's own idea of the operation lags behind the editor: right after a change of tab it is the former tab's.
    const operation = document && (getOperationAST(document, given.operationName) ?? getOperationAST(document));
    const params = { ...given, operationName: operation?.name?.value ?? given.operationName ?? null };
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return subscriptionEvents(client, params);

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
