import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { forbidden, unauthenticated } from './coded-errors.ts';
import type { GraphQLContext } from './context.ts';
import { exhaustiveTypes, isAnswer, permissions, ruleOf, type Rule } from './permissions.ts';

/** Thrown at start when the table of permissions and the contract do not fit. */
export class PermissionsError extends Error {
  override readonly name = 'PermissionsError';
}

/** Puts the permissions before every field's resolver. Throws PermissionsError when a type or field has no rule, or a rule no field. */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const gaps = findGaps(schema);
  if (gaps.length > 0) throw new PermissionsError(`The permissions do not fit the contract: ${gaps.join(', ')}`);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](field, fieldName, typeName) {
      const rule = ruleOf(typeName, fieldName);
      if (rule === undefined) return field;
      const what = `${typeName}.${fieldName}`;
      const { resolve = defaultFieldResolver, subscribe } = field;
      const guarded: typeof field = {
        ...field,
        resolve(source: unknown, args, context: GraphQLContext, info) {
          check(rule, what, source, context);
          return resolve(source, args, context, info);
        },
      };
      if (subscribe !== undefined) {
        guarded.subscribe = (source: unknown, args, context: GraphQLContext, info) => {
          check(rule, what, source, context);
          return subscribe(source, args, context, info);
        };
      }
      return guarded;
    },
  });
}

function check(rule: Rule, what: string, source: unknown, { actor }: GraphQLContext): void {
  if (actor === null) throw unauthenticated();
  if (!rule(actor, source)) throw forbidden(what);
}

/** What the table lacks, and what it names that does not exist. */
export function findGaps(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  const missing = types.flatMap((type) => {
    if (!isObjectType(type)) return [];
    const isExhaustive = exhaustiveTypes.some((name) => name === type.name);
    if (!isExhaustive && isAnswer(type)) return [];
    return Object.keys(type.getFields())
      .filter((field) => ruleOf(type.name, field) === undefined)
      .map((field) => `${type.name}.${field} has no rule`);
  });
  const unknown = Object.entries(permissions).flatMap(([name, rules]) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [`there is no type ${name}`];
    const fields = type.getFields();
    return Object.keys(rules.fields)
      .filter((field) => !(field in fields))
      .map((field) => `there is no field ${name}.${field}`);
  });
  return [...missing, ...unknown];
}
