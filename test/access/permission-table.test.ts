import { buildSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../src/domain/actor.ts';
import { isAnswer, permissions, ruleOf } from '../../src/graphql/permissions.ts';
import { contractText } from '../contract/read-contract.ts';
import { askers, objectFields, rootFields, throughParent, type Asker } from './expected-permissions.ts';

const OWN = 'the asker’s own id';

const person = (role: Role): Actor => ({ kind: 'PERSON', memberId: OWN, roles: new Set([role]) });
const actors: Readonly<Record<Asker, Actor>> = {
  owner: person('BUYER'),
  reviewer: person('REVIEWER'),
  supervisor: person('SUPERVISOR'),
  service: { kind: 'SERVICE', subject: 'the shop', roles: new Set(['SERVICE']) },
};
const withoutRole: Actor = { kind: 'PERSON', memberId: OWN, roles: new Set() };

const schema = buildSchema(contractText);
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);

/** Who passes the rule of a field, of an object that is the asker's own or somebody else's. */
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

it('answers of mutations are the only types without rules', () => {
  for (const { name } of types.filter(isAnswer)) {
    expect(name).toMatch(/Success$|^InputI|Not|Missing|Unmet|Exhausted|Open|Already|Review|Required|Too|Broken|Wrong|Empty|Held|Own|Changed|Conflict|Exceeds|Nothing/);
    expect(permissions[name]).toBeUndefined();
  }
});

describe('who passes the rule', () => {
  const roots = ['Query', 'Mutation', 'Subscription'].flatMap((type) => fieldsOf(type).map((field) => `${type}.${field}`));

  it('of each field of Query, Mutation and Subscription', () => {
    const passing = roots.map((name) => [name, whoPasses(...split(name), OWN)]);
    expect(Object.fromEntries(passing)).toEqual(rootFields);
  });

  it.each(Object.keys(objectFields))('of each field of %s', (type) => {
    const passing = fieldsOf(type).map((field) => [field, whoPasses(type, field, OWN)]);
    expect(Object.fromEntries(passing)).toEqual(objectFields[type]);
  });

  it('of a member that is somebody else', () => {
    for (const [field, expected] of Object.entries(objectFields['Member'] ?? {})) {
      expect([field, whoPasses('Member', field, 'somebody else')]).toEqual([field, expected.filter((who) => who !== 'owner')]);
    }
  });

  it.each(throughParent)('of each field of %s: everybody who got there', (type) => {
    for (const field of fieldsOf(type)) expect(whoPasses(type, field, OWN)).toEqual(askers);
  });

  it('without any role: only what every person may', () => {
    const passing = roots.filter((name) => ruleOf(...split(name))?.(withoutRole, {}));
    expect(passing).toEqual([
      'Query.viewer',
      'Query.identityTypes',
      'Query.stages',
      'Query.taxNumberCountries',
      'Query.rejectionReasons',
      'Query.member',
      'Query.verification',
      'Subscription.verificationReviewed',
      'Subscription.membershipChanged',
    ]);
  });
});

function split(name: string): [string, string] {
  const [type = '', field = ''] = name.split('.');
  return [type, field];
}
