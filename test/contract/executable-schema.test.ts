import {
  buildSchema,
  graphql,
  GraphQLObjectType,
  introspectionFromSchema,
  isAbstractType,
  isEnumType,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { createExecutableSchema } from '../../src/graphql/executable-schema.ts';
import { contractText } from './read-contract.ts';

// The types of a schema have no order of their own; fields, arguments, values and members do.
function introspect(of: GraphQLSchema): unknown {
  const { __schema } = introspectionFromSchema(of, {
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  return { ...__schema, types: new Map(__schema.types.map((type) => [type.name, type])) };
}

let schema: GraphQLSchema;
beforeAll(async () => {
  ({ schema } = await createExecutableSchema({ sdl: contractText }));
});

describe('the schema that is executed', () => {
  test('tells clients the contract word for word: descriptions, defaults, @oneOf and @specifiedBy', () => {
    expect(introspect(schema)).toEqual(introspect(buildSchema(contractText)));
  });

  test('is not built when a class has what the contract lacks', async () => {
    const sdl = contractText.replace(/ {2}"All stages of the operator's policy.*\n.*\n/u, '');
    await expect(createExecutableSchema({ sdl })).rejects.toThrow(
      'Query.stages defined in resolvers, but not in schema',
    );
  });

  test('takes an enum value for itself', () => {
    const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
    const values = enums.flatMap((type) => type.getValues());
    expect(values.filter(({ name, value }) => name !== value)).toEqual([]);
  });

  test('finds the type of a union or interface in the source, without waiting', () => {
    const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
    const found = abstract.map((type) =>
      type.resolveType?.({ __typename: 'Wholesaler' }, {}, Object.create(null), type),
    );
    expect(abstract.length).toBeGreaterThan(20);
    expect(new Set(found)).toEqual(new Set(['Wholesaler']));
  });

  test('leaves fields that have the same name on the source to the default resolver', () => {
    const chances = schema.getType('Chances');
    const fields = chances instanceof GraphQLObjectType ? Object.values(chances.getFields()) : [];
    expect(fields.map(({ name, resolve }) => [name, resolve])).toEqual([
      ['method', undefined],
      ['limit', undefined],
      ['used', undefined],
      ['left', undefined],
    ]);
  });
});

const declare = (identity: string) =>
  graphql({
    schema,
    source: `mutation { declareIdentity(input: { identity: ${identity} }) { __typename } }`,
  });

describe('an identity', () => {
  test('that is two at once is refused', async () => {
    const { errors } = await declare(
      '{ wholesaler: { companyName: "A", productCategories: "B" }, manufacturer: { companyName: "A", mainProducts: "B", factoryAddress: "C" } }',
    );
    expect(errors?.map((error) => error.message)).toEqual([
      'OneOf Input Object "IdentityInput" must specify exactly one key.',
    ]);
  });

  test('that is none is refused', async () => {
    const { errors } = await declare('{}');
    expect(errors?.map((error) => error.message)).toEqual([
      'OneOf Input Object "IdentityInput" must specify exactly one key.',
    ]);
  });
});
