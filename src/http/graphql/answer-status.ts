import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from '../../graphql/context.ts';

/** What is wrong with a document or its variables, in a request that is otherwise well formed. */
const aboutTheDocument: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** What tells a client that a later, or another, request helps; where several are met, the first counts. */
const withStatus = [
  ['SERVICE_UNAVAILABLE', 503],
  ['IDEMPOTENCY_KEY_IN_FLIGHT', 409],
  ['IDEMPOTENCY_KEY_REUSED', 422],
] as const;

/**
 * The HTTP status of an answer. A document that can't be run gets 200 when the answer is `application/json`, as GraphQL
 * over HTTP has it, since such clients read the errors only then; who accepts `application/graphql-response+json` gets
 * Apollo's 400. An outage that left no data gets 503, an idempotency key in flight 409, one that was reused 422.
 */
export const answerStatus: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response: { http, body } }) {
        const { data, errors = [] } = body.kind === 'single' ? body.singleResult : {};
        const codes = errors.map(({ extensions }) => extensions?.['code']);
        const [, status] = withStatus.find(([code]) => codes.includes(code)) ?? [];
        if (!data && status !== undefined) http.status = status;
        const accepted = request.http?.headers.get('accept') ?? '';
        if (http.status !== 400 || accepted.includes('application/graphql-response+json')) return;
        if (codes.every((code) => aboutTheDocument.has(code))) http.status = 200;
      },
    };
  },
};
