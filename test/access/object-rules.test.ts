import { buildSchema, isObjectType, isUnionType, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../src/domain/actor.ts';
import { isAnswer, permissions, ruleOf } from '../../src/graphql/permissions.ts';
import { contractText } from '../contract/read-contract.ts';
import { askers, objectFields, throughParent, type Asker } from './expected-fields.ts';

const OWN = 'the asker’s own id';

const person = (role: Role): Actor => ({ kind: 'PERSON', memberId: OWN, roles: new Set([role]) });
const actors: Readonly<Record<Asker, Actor>> = {
  owner: person('BUYER'),
  reviewer: person('REVIEWER'),
  supervisor: person('SUPERVISOR'),
  service: { kind: 'SERVICE', subject: 'the shop', roles: new Set(['SERVICE']) },
};

const schema = buildSchema(contractText);
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);

/** Who passes the rule of a field, of an object that has this id. */
function whoPasses(type: string, field: string, id: string): readonly Asker[] {
  const rule = ruleOf(type, field);
  return askers.filter((asker) => rule?.(actors[asker], { id }));
}

function fieldsOf(type: string): readonly string[] {
  const found = schema.getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
}

it('every type of the contract stands in the table, and no other', () => {
  const expected = ['Query', 'Mutation', 'Subscription', ...Object.keys(objectFields), ...throughParent].toSorted();
  const listed = types.filter((type) => !isAnswer(type)).map((type) => type.name);
  expect(listed.toSorted()).toEqual(expected);
  expect(Object.keys(permissions).toSorted()).toEqual(expected);
});

it('what has no rules is only reached as the answer of a mutation, or of another field that has a rule of its own', () => {
  const inAnswers = new Set(['InputIssue']);
  const answers = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => field.type.toString());
  expect(permissions['Member']?.fields['events']).toBeDefined();
  for (const answer of [...answers, 'MemberEventsResult!']) {
    for (const type of schema.getPossibleTypes(unionOf(answer))) inAnswers.add(type.name);
  }
  const withoutRules = types.filter(isAnswer).map((type) => type.name);
  expect(withoutRules.toSorted()).toEqual([...inAnswers].toSorted());
  for (const type of types.filter((one) => !isAnswer(one) && one.name !== 'Mutation')) {
    const reached = Object.values(type.getFields()).map((field) => field.type.toString().replaceAll(/[[\]!]/g, ''));
    expect(reached.filter((name) => withoutRules.includes(name))).toEqual([]);
  }
});

function unionOf(name: string) {
  const type = schema.getType(name.replace('!', ''));
  if (!isUnionType(type)) throw new Error(`${name} is no union`);
  return type;
}

describe('who passes the rule', () => {
  it.each(Object.keys(objectFields))('of each field of %s', (type) => {
    const passing = fieldsOf(type).map((field) => [field, whoPasses(type, field, OWN)]);
    expect(Object.fromEntries(passing)).toEqual(objectFields[type]);
  });

  it('of each field of a member that is somebody else', () => {
    for (const [field, expected] of Object.entries(objectFields['Member'] ?? {})) {
      const passing = whoPasses('Member', field, 'somebody else');
      expect([field, passing]).toEqual([field, expected.filter((asker) => asker !== 'owner')]);
    }
  });

  it.each(throughParent)('of each field of %s: everybody who got there', (type) => {
    for (const field of fieldsOf(type)) expect(whoPasses(type, field, OWN)).toEqual(askers);
  });
});
