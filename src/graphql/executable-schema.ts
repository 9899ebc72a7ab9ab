import 'reflect-metadata';
import { makeExecutableSchema, type IExecutableSchemaDefinition } from '@graphql-tools/schema';
import { isAbstractType, isScalarType, isSpecifiedScalarType, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type PubSub } from 'type-graphql';
import type { EventType } from '../domain/event.ts';
import type { RuleCatalogue } from '../domain/rule-catalogue.ts';
import type { Method } from '../domain/method.ts';
import { resolverClasses } from './resolver-classes.ts';
import { readRuleCatalogue } from './rule-catalogue.ts';
import { EmailVerification } from './types/email-verification.ts';
import { MaterialVerification } from './types/material-verification.ts';
import { TaxNumberVerification } from './types/tax-number-verification.ts';

/** What the contract becomes at start: the schema that the server executes, and the rules that stand in it. */
export interface Contract {
  readonly schema: GraphQLSchema;
  readonly ruleCatalogue: RuleCatalogue;
}

/** Binds the classes' resolvers to the contract's SDL. Throws when a class has what the contract lacks, ContractError when its rules contradict each other. */
export async function createExecutableSchema({ sdl }: { readonly sdl: string }): Promise<Contract> {
  const resolvers = bindResolvers(await buildClassesSchema());
  const schema = makeExecutableSchema({ typeDefs: sdl, resolvers });
  return { schema, ruleCatalogue: readRuleCatalogue(schema) };
}

/** Builds the schema that the classes alone describe. It is never executed: it gives the resolvers, and the drift test compares it. */
export async function buildClassesSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [...resolverClasses],
    // No field names these: they are only reached through their interface.
    orphanedTypes: [EmailVerification, MaterialVerification, TaxNumberVerification],
    validate: false,
    pubSub: unusedPubSub,
  });
}

// Only resolvers are taken from the classes; what the contract says of a type (its description, its @specifiedBy) must stay.
function bindResolvers(classes: GraphQLSchema): NonNullable<IExecutableSchemaDefinition['resolvers']> {
  const resolvers = new Map<string, object>(Object.entries(createResolversMap(classes)));
  for (const type of Object.values(classes.getTypeMap())) {
    if (isSpecifiedScalarType(type)) resolvers.delete(type.name);
    else if (isScalarType(type)) {
      const { serialize, parseValue, parseLiteral } = type;
      resolvers.set(type.name, {
        __serialize: serialize,
        __parseValue: parseValue,
        __parseLiteral: parseLiteral,
      });
    } else if (isAbstractType(type)) resolvers.set(type.name, { __resolveType: nameOfType });
  }
  return Object.fromEntries(resolvers);
}

// Synchronous, unlike what type-graphql makes of a class's own resolveType: a promise for each value costs time, and a
// compiled executor does not wait for it.
function nameOfType(source: {
  readonly __typename?: string;
  readonly method?: Method;
  readonly type?: EventType;
}): string | undefined {
  if (source.__typename !== undefined) return source.__typename;
  return source.method ? verificationTypes[source.method] : source.type && eventTypes[source.type];
}

const eventTypes = {
  VERIFICATION_REVIEWED: 'VerificationReviewed',
  MEMBERSHIP_CHANGED: 'MembershipChanged',
  REVIEW_QUEUE_CHANGED: 'ReviewQueueChanged',
  MATERIAL_INSPECTED: 'MaterialInspected',
} as const satisfies Record<EventType, string>;

const verificationTypes = {
  MATERIALS: 'MaterialVerification',
  TAX_NUMBER: 'TaxNumberVerification',
  EMAIL: 'EmailVerification',
} as const satisfies Record<Method, string>;

// type-graphql asks for one as soon as there are subscriptions; ours bring their own iterators and never come here.
const unusedPubSub: PubSub = {
  publish: () => {
    throw new Error('Subscriptions follow the log of events.');
  },
  subscribe: () => {
    throw new Error('Subscriptions follow the log of events.');
  },
};
