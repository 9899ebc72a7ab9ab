import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { getOperationAST, OperationTypeNode, type GraphQLSchema } from 'graphql';
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

  return async (params, options) => {
    const document = options?.documentAST;
    if (document && getOperationAST(document, params.operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
      return subscriptionEvents(client, params);
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
