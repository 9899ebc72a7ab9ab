import { describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import { buildClassesSchema } from '../../src/graphql/executable-schema.ts';
import { printShape } from './print-shape.ts';
import { contractText } from './read-contract.ts';

describe('the classes that bind resolvers', () => {
  test('describe exactly what the contract says', async () => {
    expect(printShape(await buildClassesSchema())).toBe(printShape(buildSchema(contractText)));
  });
});

describe('a contract that the classes do not follow is noticed', () => {
  test.each([
    ['a field that may be null', 'used: Int!', 'used: Int'],
    ['a list that may hold null', 'chances: [Chances!]!', 'chances: [Chances]!'],
    ['a field more', 'used: Int!', 'used: Int!\n  spent: Int!'],
    ['another type', 'used: Int!', 'used: Float!'],
    ['an argument more', 'unlockPlan(', 'unlockPlan(\n    locale: String'],
    ['an enum value more', 'DISPOSABLE', 'DISPOSABLE\n  BLOCKED'],
    ['a union member less', '| UnlockedBySpend | RevokedBySupervisor', '| UnlockedBySpend'],
    ['a type that is no Problem any more', 'type QueueEmpty implements Problem', 'type QueueEmpty'],
    ['an input field that must be given', 'id: ID\n', 'id: ID!\n'],
    [
      'another scalar',
      'settled amount, above 0."\n  amount: MoneyInput!',
      'settled amount, above 0."\n  amount: MinorUnits!',
    ],
  ])('%s', async (_change, before, after) => {
    expect(contractText).toContain(before);
    const changed = buildSchema(contractText.replace(before, after), { assumeValidSDL: true });
    expect(printShape(await buildClassesSchema())).not.toBe(printShape(changed));
  });

  test('but descriptions, defaults and order are the contract’s alone', () => {
    const text = contractText
      .replace('"How many are spent."', '"Spent."')
      .replace('first: Int! = 20', 'first: Int! = 10');
    expect(printShape(buildSchema(text))).toBe(printShape(buildSchema(contractText)));
  });
});
