import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  isUnionType,
  isInterfaceType,
  isObjectType,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** An id that nothing has. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

const scalars: Readonly<Record<string, string>> = {
  ID: `"${NOBODY}"`,
  String: '"xyz"',
  Int: '1',
  Boolean: 'true',
  MinorUnits: '1',
  Date: '"2026-11-23"',
  Cursor: '"MS4x"',
};

function sampleValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleValue(type.ofType);
  if (isListType(type)) return `[${sampleValue(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isScalarType(type)) return scalars[type.name] ?? '"x"';
  if (!isInputObjectType(type)) throw new Error('a type that is no input');
  const fields = Object.values(type.getFields());
  const wanted = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
  return `{ ${wanted.map((field) => `${field.name}: ${sampleValue(field.type)}`).join(', ')} }`;
}

/** A field with a value for each argument that it requires, and the least that can be asked of it. */
export function sampleField(field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const args = required.map((arg) => `${arg.name}: ${sampleValue(arg.type)}`).join(', ');
  const type = getNamedType(field.type);
  const isComposite = isObjectType(type) || isUnionType(type) || isInterfaceType(type);
  return `${field.name}${args ? `(${args})` : ''}${isComposite ? ' { __typename }' : ''}`;
}
