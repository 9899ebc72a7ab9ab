import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Most entries that the pages of one operation may add up to. */
const MOST_ENTRIES = 5000;

/** No page is larger: a larger `first` is refused by the page itself. */
const MOST_OF_A_PAGE = 100;

/** What is asked for, once its document is valid. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Counts the entries that pages within pages may hold, by `first` as it stands there, in a variable or by default: what a
 * limit on the document alone can't see. Gives the error when they are too many. The document must have passed the other
 * limits, which keep this walk short.
 */
export function tooManyEntries({ schema, document, operation, variables: given }: Asked): GraphQLError | undefined {
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {});
  // Wrong variables are refused by what runs the operation.
  if (variables === undefined) return undefined;
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );

  const entriesIn = (
    selected: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    times: number,
  ): number => {
    let entries = 0;
    for (const selection of selected?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(type, selection);
        if (field === undefined) continue;
        const page = pageSize(field, selection, variables);
        if (page !== undefined) entries += times * page;
        entries += entriesIn(selection.selectionSet, getNamedType(field.type), times * (page ?? 1));
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition;
        entries += entriesIn(fragment?.selectionSet, condition ? schema.getType(condition.name.value) : type, times);
      }
    }
    return entries;
  };

  const entries = entriesIn(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, 1);
  if (entries <= MOST_ENTRIES) return undefined;
  return new GraphQLError(
    `The pages of this operation add up to ${entries} entries, and at most ${MOST_ENTRIES} are allowed. Ask for less with \`first\`.`,
    { nodes: operation, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } },
  );
}

function fieldOf(type: GraphQLNamedType | undefined, { name }: FieldNode): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
}

/** How many entries a page has at most; undefined for what is none. A wrong value counts nothing, since it is refused later. */
function pageSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): number | undefined {
  if (!field.args.some(({ name }) => name === 'first')) return undefined;
  try {
    const { first } = getArgumentValues(field, node, variables);
    return typeof first === 'number' ? Math.min(Math.max(first, 1), MOST_OF_A_PAGE) : 1;
  } catch {
    return 1;
  }
}
