import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { contractText } from '../contract/read-contract.ts';
import { untyped } from '../support/untyped.ts';

const schema = buildSchema(contractText);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

/** Every field of the contract's Query, Mutation and Subscription, as `Query.viewer`. */
export const rootFieldNames: readonly string[] = roots.flatMap((type) =>
  Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
);

/** An operation that asks for one root field only, with arguments that fit and name nothing that there is. */
export function askRootField(name: string) {
  const [typeName = '', fieldName = ''] = name.split('.');
  const field = roots.find((type) => type?.name === typeName)?.getFields()[fieldName];
  if (field === undefined) throw new Error(`there is no ${name}`);
  const given = field.args.filter((argument) => isRequiredArgument(argument) || isCursorOfLog(argument.type));
  const declared = given.map((argument) => `$${argument.name}: ${argument.type.toString()}`);
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`);
  const text = `${typeName.toLowerCase()} Ask${listed(declared)} { ${fieldName}${listed(passed)}${selection(field)} }`;
  return {
    text,
    document: untyped(parse(text)),
    variables: Object.fromEntries(given.map((argument) => [argument.name, anyValue(argument.type)])),
  };
}

function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

function selection(field: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
}

function isCursorOfLog(type: GraphQLInputType): boolean {
  return getNamedType(type).name === 'Cursor';
}

function anyValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return Object.fromEntries(given.map((field) => [field.name, anyValue(field.type)]));
  }
  if (type.name === 'Upload') return null;
  return ['Int', 'MinorUnits'].includes(type.name) ? 1 : 'none';
}
