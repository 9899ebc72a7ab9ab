import * as fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { findName } from '../../src/domain/facts/find-name.ts';
import { normalName } from '../../src/domain/facts/normal-name.ts';
import { rowsOf, textOf } from './read-text.ts';

function find(claimed: string, ...lines: readonly string[]) {
  return findName(rowsOf(...lines), claimed, distance);
}

describe('a declared name', () => {
  test.each([
    ['Northwind Trading Ltd', 'NORTHWIND TRADING LIMITED'],
    ['Müller Möbel GmbH', 'Account holder | MULLER MOBEL'],
    ['De Jong B.V.', 'De Jong BV, Amsterdam'],
    ['Blue-Harbor Foods, Inc.', 'Blue Harbor Foods'],
    ['深圳海风贸易有限公司', '户名:深圳 海风 贸易 有限责任公司'],
    ['handmade.daily', '@handmade.daily'],
    ['Golden Gate Electronics LLC', 'Golden Gate Electronlcs'],
  ])('%s is found in "%s"', (claimed, line) => {
    expect(find(claimed, 'Statement of account', line).mark).toBe('FOUND');
  });

  test.each([
    ['Northwind Trading Ltd', 'Southwind Shipping Ltd'],
    ['Sun Ltd', 'Sunday 4 October'],
    ['Acme', 'Acne studios'],
    ['深圳海风贸易有限公司', '户名:苏州天成纺织品有限公司'],
  ])('%s is not found in "%s"', (claimed, line) => {
    expect(find(claimed, line).mark).toBe('NOT_FOUND');
  });

  test('that is read with more mistakes is unsure', () => {
    expect(find('Oakridge Furniture LLC', 'Oakrldge Fumiture').mark).toBe('UNSURE');
  });

  test('is shown where it stands, without what is around it', () => {
    const found = find('Silverline Toys', 'Dear | Silverline Toys Ltd | page 1');
    expect(textOf(found.words)).toBe('Silverline Toys');
  });

  test('is found in any page that has it as a line of its own, in whatever case and with whatever legal form', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/u);
    const form = fc.constantFrom('Ltd', 'GmbH', 'Inc.', 'Co., Ltd.', '');
    fc.assert(
      fc.property(word, word, form, form, fc.array(word), (one, other, declared, written, around) => {
        const line = `${one} ${other} ${written}`.toUpperCase();
        expect(find(`${one} ${other} ${declared}`, ...around, line).mark).toBe('FOUND');
      }),
    );
  });

  test('is compared without its legal form, and doing so again changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(normalName(normalName(name)).length).toBeLessThanOrEqual(normalName(name).length);
      }),
    );
    expect(normalName('Northwind Trading Co., Ltd.')).toBe('northwindtrading');
  });
});
