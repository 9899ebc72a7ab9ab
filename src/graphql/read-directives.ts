import { getArgumentValues, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { ContractError } from './contract-error.ts';

interface Annotated {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/**
 * Reads the arguments of each use of a directive on one place, with their defaults, in the order of the contract.
 * Throws ContractError when an argument has a value that it can't have.
 */
export function readDirectives<T>(
  schema: GraphQLSchema,
  place: string,
  { astNode }: Annotated,
  name: string,
  shape: z.ZodType<T>,
): readonly T[] {
  const definition = schema.getDirective(name);
  if (!definition) throw new ContractError(`@${name}`, 'The directive is not declared.');
  const uses = astNode?.directives?.filter((node) => node.name.value === name) ?? [];
  return uses.map((node) => {
    try {
      return shape.parse(getArgumentValues(definition, node));
    } catch (error) {
      throw new ContractError(place, `@${name} can't be read: ${reasonOf(error)}`, node);
    }
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
