import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { GraphQLContext } from './context.ts';
import { createLoaders } from './loaders.ts';

/** Gives each mutation of a request loaders of its own: mutations run one after the other, and what one changed must not be shown as it was before. */
export function refreshLoaders(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD](field) {
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        resolve(source: unknown, args, context: GraphQLContext, info) {
          context.loaders = createLoaders(context.deps.database.session());
          return resolve(source, args, context, info);
        },
      };
    },
  });
}
