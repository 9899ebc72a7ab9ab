import {
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A place in an operation's variables that takes a file: `['input', 'file']` for `$input.file`. */
export interface UploadSlot {
  readonly path: readonly [string, ...string[]];
  readonly isRequired: boolean;
  readonly takesMany: boolean;
}

/**
 * Every place in the variables of one operation (the only one, when `operationName` is not given) whose type is `Upload`
 * or a list of it, also inside input objects. Uploads inside a list of input objects are left out: their number is open.
 */
export function findUploadSlots(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
): UploadSlot[] {
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && (!operationName || definition.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return (operation.variableDefinitions ?? []).flatMap((variable) => {
    const type = typeFromAST(schema, variable.type);
    return isInputType(type) ? slotsIn(type, [variable.variable.name.value], true, []) : [];
  });
}

function slotsIn(
  type: GraphQLInputType,
  path: UploadSlot['path'],
  isParentRequired: boolean,
  parents: readonly GraphQLInputObjectType[],
): UploadSlot[] {
  const isRequired = isParentRequired && isNonNullType(type);
  const nullable = getNullableType(type);
  if (isUpload(nullable)) return [{ path, isRequired, takesMany: false }];
  if (isListType(nullable)) {
    return isUpload(getNullableType(nullable.ofType)) ? [{ path, isRequired, takesMany: true }] : [];
  }
  if (!isInputObjectType(nullable) || parents.includes(nullable)) return [];
  return Object.values(nullable.getFields()).flatMap((field) =>
    slotsIn(field.type, [...path, field.name], isRequired, [...parents, nullable]),
  );
}

function isUpload(type: GraphQLInputType): boolean {
  return isScalarType(type) && type.name === 'Upload';
}
