import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphQLContext } from '../../graphql/context.ts';
import { tooManyEntries } from './limit-pages.ts';

/** Refuses, before anything of it runs, an operation whose pages are too many, and a subscription, which has its own doors. */
export const refuseOperations: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        // An operation that can't be told is refused by Apollo next.
        if (operation === undefined) return;
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsGoElsewhere();
        const error = tooManyEntries({ schema, document, operation, variables: request.variables });
        if (error !== undefined) throw error;
      },
    };
  },
};

function subscriptionsGoElsewhere(): GraphQLError {
  return new GraphQLError(
    'Subscriptions go over the WebSocket at this address, by the protocol graphql-transport-ws, or over an event stream, by GraphQL over SSE: send `accept: text/event-stream`.',
    {
      extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
    },
  );
}
