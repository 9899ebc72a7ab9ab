import {
  buildSchema,
  GraphQLList,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { contractText } from './read-contract.ts';

type Described = readonly [place: string, description: string | null | undefined];
type Field = GraphQLField<unknown, unknown>;

const contract = buildSchema(contractText);
const types = ownTypes(contract);

function ownTypes(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  const all = Object.values(schema.getTypeMap());
  return all.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
}

function describedBelow(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const place = `${type.name}.${field.name}`;
    const args = field.args.map((arg): Described => [`${place}(${arg.name}:)`, arg.description]);
    return [[place, field.description] as const, ...args];
  });
}

function everyDescription(schema: GraphQLSchema): readonly Described[] {
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return [
    ...ownTypes(schema).flatMap((type): readonly Described[] => [
      [type.name, type.description],
      ...describedBelow(type),
    ]),
    ...directives.flatMap((directive): readonly Described[] => [
      [`@${directive.name}`, directive.description],
      ...directive.args.map((arg): Described => [`@${directive.name}(${arg.name}:)`, arg.description]),
    ]),
  ];
}

function undescribed(schema: GraphQLSchema): readonly string[] {
  return everyDescription(schema).flatMap(([place, description]) => (description?.trim() ? [] : [place]));
}

function typeOf(field: Field | undefined): string {
  return String(field?.type);
}

describe('every type, field, argument, input field, value and directive', () => {
  test('has a description', () => {
    expect(everyDescription(contract).length).toBeGreaterThan(500);
    expect(undescribed(contract)).toEqual([]);
  });

  test('is missed when its description is', () => {
    const text = contractText.replaceAll(
      /"(How many are left|The benefit's key|The method|Held by me|Opaque).*"\n/gu,
      '\n',
    );
    expect(undescribed(buildSchema(text))).toEqual(
      expect.arrayContaining([
        'Chances.left',
        'Membership.hasBenefit(key:)',
        'BeginVerificationInput.method',
        'ClaimFilter.MINE',
      ]),
    );
  });
});

describe('every mutation', () => {
  const mutations = Object.values(contract.getMutationType()?.getFields() ?? {});
  const cases = mutations.map((field) => [field.name, field] as const);

  test('is there', () => {
    expect(mutations).toHaveLength(31);
  });

  test.each(cases)('%s takes one input of its own and returns its own result', (name, field) => {
    const base = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect(field.args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${base}Input!`]);
    expect(String(field.type)).toBe(`${base}Result!`);
  });

  test.each(cases)('%s answers with its success or with a Problem', (name, field) => {
    const base = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const result = field.type instanceof GraphQLNonNull ? field.type.ofType : field.type;
    const [success, ...failures] = isUnionType(result) ? result.getTypes() : [];
    expect(success?.name).toBe(`${base}Success`);
    expect(failures).not.toEqual([]);
    expect(failures.filter((type) => !type.getInterfaces().some(({ name: of }) => of === 'Problem'))).toEqual([]);
  });

  test('leaves no Problem that none returns', () => {
    const returned = new Set(types.filter(isUnionType).flatMap((union) => union.getTypes()));
    const problem = contract.getType('Problem');
    const problems = isInterfaceType(problem) ? contract.getPossibleTypes(problem) : [];
    expect(problems.filter((type) => !returned.has(type))).toEqual([]);
  });
});

describe('every connection', () => {
  const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));
  const cases = connections.map((type) => [type.name, type] as const);

  test.each(cases)('%s has the edges, nodes and page info of Relay', (name, type) => {
    const base = name.replace(/Connection$/u, '');
    const fields = type.getFields();
    const edge = contract.getType(`${base}Edge`);
    const edgeFields = isObjectType(edge) ? edge.getFields() : {};
    expect([fields['edges'], fields['nodes'], fields['pageInfo']].map(typeOf)).toEqual([
      `[${base}Edge!]!`,
      `[${base}!]!`,
      'PageInfo!',
    ]);
    expect([edgeFields['node'], edgeFields['cursor']].map(typeOf)).toEqual([`${base}!`, 'String!']);
  });

  test.each(cases)('%s is reached by first, which has a default, and after', (_name, type) => {
    const owners = types.filter((owner) => isObjectType(owner) || isInterfaceType(owner));
    const fields = owners.flatMap((owner) => Object.values(owner.getFields()));
    const leading = fields.filter((field) => typeOf(field) === `${type.name}!`);
    expect(leading).not.toEqual([]);
    for (const field of leading) {
      const args = new Map(field.args.map((arg) => [arg.name, arg]));
      expect([String(args.get('first')?.type), args.get('first')?.defaultValue]).toEqual(['Int!', 20]);
      expect(String(args.get('after')?.type)).toBe('String');
    }
  });

  test('leads to a page info with both ends', () => {
    const pageInfo = contract.getType('PageInfo');
    const fields = isObjectType(pageInfo) ? Object.values(pageInfo.getFields()) : [];
    expect(fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
      'hasNextPage: Boolean!',
      'hasPreviousPage: Boolean!',
      'startCursor: String',
      'endCursor: String',
    ]);
  });
});

test('a list holds no null', () => {
  const owners = types.filter((owner) => isObjectType(owner) || isInterfaceType(owner) || isInputObjectType(owner));
  const lists = owners.flatMap((owner) => Object.values(owner.getFields()).map((field) => field.type));
  const plain = lists.map((type) => (type instanceof GraphQLNonNull ? type.ofType : type));
  const found = plain.filter((type) => type instanceof GraphQLList);
  expect(found.length).toBeGreaterThan(30);
  expect(found.filter((type) => !(type.ofType instanceof GraphQLNonNull))).toEqual([]);
});
