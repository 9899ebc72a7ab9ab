import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from '../../graphql/context.ts';

/** What is wrong with a document or its variables, in a request that is otherwise well formed. */
const aboutTheDocument: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * The HTTP status of an answer. A document that can't be run gets 200 when the answer is `application/json`, as GraphQL
 * over HTTP has it, since such clients read the errors only then; who accepts `application/graphql-response+json` gets
 * Apollo's 400. An outage that left no data gets 503.
 */
export const answerStatus: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response: { http, body } }) {
        const { data, errors = [] } = body.kind === 'single' ? body.singleResult : {};
        const codes = errors.map(({ extensions }) => extensions?.['code']);
        if (!data && codes.includes('SERVICE_UNAVAILABLE')) http.status = 503;
        const accepted = request.http?.headers.get('accept') ?? '';
        if (http.status !== 400 || accepted.includes('application/graphql-response+json')) return;
        if (codes.every((code) => aboutTheDocument.has(code))) http.status = 200;
      },
    };
  },
};
