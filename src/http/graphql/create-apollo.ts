import { ApolloServer, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLContext } from '../../graphql/context.ts';
import { answerStatus } from './answer-status.ts';
import { maskError, type OnFault } from './mask-error.ts';
import { MOST_TOKENS, operationLimits } from './operation-limits.ts';
import { refuseOperations } from './refuse-operations.ts';

const ignore = () => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Makes the Apollo Server that runs queries and mutations: limits on, batching off, errors masked, introspection on, since the contract is public. */
export function createApollo(schema: GraphQLSchema, onFault: OnFault): ApolloServer<GraphQLContext> {
  return new ApolloServer<GraphQLContext & BaseContext>({
    schema,
    introspection: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    validationRules: [...operationLimits()],
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: (formatted, error) => maskError(formatted, error, onFault),
    stopOnTerminationSignals: false,
    // Its own lines hold messages, which may hold data; faults are reported by formatError.
    logger: silent,
    plugins: [
      answerStatus,
      refuseOperations,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
