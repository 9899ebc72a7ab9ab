import { Kind, lexicographicSortSchema, parse, print, printSchema, visit, type GraphQLSchema } from 'graphql';

/** Prints what a schema lets clients ask: without descriptions, directives, defaults and order, which the contract alone has. */
export function printShape(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  return print(
    visit(document, {
      enter: (node) => {
        if (node.kind === Kind.DIRECTIVE || node.kind === Kind.DIRECTIVE_DEFINITION) return null;
        return { ...node, description: undefined, defaultValue: undefined };
      },
    }),
  );
}
