import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';

/** Most tokens of one operation; longer ones are not parsed. */
export const MOST_TOKENS = 2000;

/** What one operation may ask for, over HTTP and over a socket: enough for every page, too little to harm. */
export function operationLimits(): readonly ValidationRule[] {
  return new ApolloArmor({
    blockFieldSuggestion: { enabled: false },
    maxTokens: { enabled: false },
    maxDepth: { n: 14, ignoreIntrospection: true },
    maxAliases: { n: 15, allowList: [] },
    maxDirectives: { n: 10 },
    costLimit: { maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.3, ignoreIntrospection: true },
  }).protect().validationRules;
}
