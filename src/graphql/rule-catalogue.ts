import {
  getNamedType,
  GraphQLInt,
  isInputObjectType,
  isUnionType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
} from 'graphql';
import { z } from 'zod';
import { identityTypes, type IdentityType } from '../domain/identity.ts';
import { informationFormats, type InformationField, type Requirement } from '../domain/information.ts';
import { materialLabels } from '../domain/material-label.ts';
import { facts, materialKinds } from '../domain/material.ts';
import { identityTypeNames, type IdentityRules, type RuleCatalogue } from '../domain/rule-catalogue.ts';
import { ContractError } from './contract-error.ts';
import { readDirectives } from './read-directives.ts';

const informationShape = z.object({
  label: z.string().min(1),
  format: z.enum(informationFormats),
  maxLength: z.int().positive(),
  claims: z.enum(facts).nullable().default(null),
});

const requirementShape = z.object({ kind: z.enum(materialKinds), mustShow: z.array(z.enum(facts)) });

/**
 * Reads what each identity asks for from the contract's union `Identity` and input `IdentityInput`. Throws ContractError
 * when the two, or the directives on them, contradict each other.
 */
export function readRuleCatalogue(schema: GraphQLSchema): RuleCatalogue {
  const union = schema.getType('Identity');
  const input = schema.getType('IdentityInput');
  if (!isUnionType(union)) throw new ContractError('Identity', 'This union is missing.');
  if (!isInputObjectType(input)) throw new ContractError('IdentityInput', 'This input is missing.');
  checkNothingElse(union, input);
  return new Map(identityTypes.map((type) => [type, readIdentity(schema, type, union, input)]));
}

function checkNothingElse(union: GraphQLUnionType, input: GraphQLInputObjectType): void {
  const typeNames = new Set<string>(Object.values(identityTypeNames));
  const stranger = union.getTypes().find(({ name }) => !typeNames.has(name));
  if (stranger) throw new ContractError('Identity', `${stranger.name} is no identity.`, stranger.astNode);
  const inputKeys = new Set([...typeNames].map(toInputKey));
  const strangeKey = Object.values(input.getFields()).find(({ name }) => !inputKeys.has(name));
  if (strangeKey) {
    throw new ContractError(`IdentityInput.${strangeKey.name}`, 'No identity has this key.', strangeKey.astNode);
  }
}

function readIdentity(
  schema: GraphQLSchema,
  type: IdentityType,
  union: GraphQLUnionType,
  input: GraphQLInputObjectType,
): IdentityRules {
  const typeName = identityTypeNames[type];
  const object = union.getTypes().find(({ name }) => name === typeName);
  if (!object) throw new ContractError('Identity', `${typeName} is missing, the type of ${type}.`, union.astNode);
  const inputKey = toInputKey(typeName);
  const key = input.getFields()[inputKey];
  if (!key) throw new ContractError('IdentityInput', `${inputKey} is missing, the key of ${type}.`, input.astNode);
  if (!isInputObjectType(key.type)) {
    throw new ContractError(`IdentityInput.${inputKey}`, 'It must be an input type that may be null.', key.astNode);
  }
  return {
    type,
    typeName,
    inputKey,
    summary: describe(`IdentityInput.${inputKey}`, key),
    fields: readFields(schema, object, key.type),
    requirements: readRequirements(schema, object),
  };
}

function readFields(
  schema: GraphQLSchema,
  object: GraphQLObjectType,
  input: GraphQLInputObjectType,
): readonly InformationField[] {
  const given = input.getFields();
  for (const field of Object.values(object.getFields())) {
    const place = `${object.name}.${field.name}`;
    const same = given[field.name];
    if (!same) throw new ContractError(place, `${input.name} does not ask for this field.`, field.astNode);
    const [here, there] = [String(field.type), String(same.type)];
    if (here !== there) {
      throw new ContractError(place, `It is ${here} here and ${there} in ${input.name}.`, field.astNode);
    }
  }
  return Object.values(given).map((field) => {
    if (object.getFields()[field.name]) return readField(schema, input, field);
    throw new ContractError(`${input.name}.${field.name}`, `${object.name} does not have this field.`, field.astNode);
  });
}

function readField(schema: GraphQLSchema, input: GraphQLInputObjectType, field: GraphQLInputField): InformationField {
  const place = `${input.name}.${field.name}`;
  const [information] = readDirectives(schema, place, field, 'information', informationShape);
  if (!information) throw new ContractError(place, 'It has no @information.', field.astNode);
  if ((information.format === 'NUMBER') !== (getNamedType(field.type) === GraphQLInt)) {
    throw new ContractError(place, `The format ${information.format} does not fit its type.`, field.astNode);
  }
  const required = String(field.type).endsWith('!');
  return { name: field.name, help: describe(place, field), required, ...information };
}

function readRequirements(schema: GraphQLSchema, object: GraphQLObjectType): readonly Requirement[] {
  const requirements = readDirectives(schema, object.name, object, 'requiresMaterial', requirementShape);
  if (requirements.length === 0) throw new ContractError(object.name, 'It requires no material.', object.astNode);
  const kinds = requirements.map(({ kind }) => kind);
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
  if (twice) throw new ContractError(object.name, `It requires ${twice} twice.`, object.astNode);
  return requirements.map(({ kind, mustShow }) => ({ kind, label: materialLabels[kind], mustShow }));
}

function describe(place: string, field: GraphQLInputField): string {
  if (field.description) return field.description;
  throw new ContractError(place, 'It has no description, which buyers would read.', field.astNode);
}

function toInputKey(typeName: string): string {
  return `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}`;
}
