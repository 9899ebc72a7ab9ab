import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import { badInput } from '../../graphql/coded-errors.ts';
import { tooManyEntries } from './limit-pages.ts';
import { MOST_TOKENS, operationLimits } from './operation-limits.ts';

/** What a client asks to follow. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** Checks a request as the HTTP endpoint would, by the same rules, and refuses all but subscriptions: neither the socket nor an event stream is a second door. */
export function createSubscriptionCheck(
  schema: GraphQLSchema,
): (request: SubscriptionRequest, contextValue: unknown) => ExecutionArgs | readonly GraphQLError[] {
  const rules = [...specifiedRules, ...operationLimits()];
  return (request, contextValue) => {
    try {
      const document = parse(request.query, { maxTokens: MOST_TOKENS });
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
      const operation = getOperationAST(document, request.operationName);
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
        return [
          badInput(
            'Only subscriptions go over a socket or an event stream: send queries and mutations by POST, for an answer in JSON.',
          ),
        ];
      }
      const { variables } = request;
      const tooMany = tooManyEntries({ schema, document, operation, variables });
      if (tooMany !== undefined) return [tooMany];
      const { errors: inVariables } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        request.variables ?? {},
        { maxErrors: 20 },
      );
      if (inVariables) return inVariables.map((error) => withCode(error, 'BAD_USER_INPUT'));
      return {
        schema,
        document,
        contextValue,
        operationName: request.operationName ?? null,
        variableValues: variables ?? null,
      };
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  };
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
