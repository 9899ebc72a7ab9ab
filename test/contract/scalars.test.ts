import { GraphQLError, parseValue } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CursorScalar, DateScalar, DateTimeScalar, MinorUnitsScalar, UploadScalar } from '../../src/graphql/scalars.ts';

describe('DateTime', () => {
  test('goes out as ISO text, and text passes as it is', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(DateTimeScalar.serialize('2026-11-23T21:47:00.000Z')).toBe('2026-11-23T21:47:00.000Z');
  });

  test('comes in as a Date', () => {
    expect(DateTimeScalar.parseValue('2026-11-23T22:47:00+01:00')).toEqual(new Date('2026-11-23T21:47:00Z'));
    expect(DateTimeScalar.parseLiteral(parseValue('"2026-11-23T21:47:00Z"'))).toEqual(new Date('2026-11-23T21:47:00Z'));
  });

  test.each([['2026-02-29T00:00:00Z'], ['2026-11-23'], ['yesterday'], [0]])('%s does not come in', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime cannot represent');
  });

  test.each([[new Date(Number.NaN)], [0], [{}]])('%s does not go out', (value) => {
    expect(() => DateTimeScalar.serialize(value)).toThrow(GraphQLError);
  });
});

describe('Date', () => {
  test.each([['2024-02-29'], ['2026-12-31']])('%s goes in and out', (day) => {
    expect(DateScalar.parseValue(day)).toBe(day);
    expect(DateScalar.parseLiteral(parseValue(`"${day}"`))).toBe(day);
    expect(DateScalar.serialize(day)).toBe(day);
  });

  test.each([['2026-02-29'], ['2026-13-01'], ['2026-1-1'], ['2026-11-23T00:00:00Z'], [20261123]])(
    '%s is no day',
    (value) => {
      expect(() => DateScalar.parseValue(value)).toThrow('Date must be a day of the calendar');
    },
  );
});

describe('Cursor', () => {
  test.each([['a'], ['MTIzLTQ1_-'], ['x'.repeat(100)]])('%s goes in and out', (cursor) => {
    expect(CursorScalar.parseValue(cursor)).toBe(cursor);
    expect(CursorScalar.serialize(cursor)).toBe(cursor);
  });

  test.each([[''], ['x'.repeat(101)], ['a b'], ["a'--"], ['ü'], ['a\n'], [7]])('%j is none', (value) => {
    expect(() => CursorScalar.parseValue(value)).toThrow('Cursor must be a cursor that was received before');
  });
});

describe('MinorUnits', () => {
  test.each([[0], [125_000], [Number.MAX_SAFE_INTEGER]])('%d comes in, by variable and written out', (amount) => {
    expect(MinorUnitsScalar.parseValue(amount)).toBe(amount);
    expect(MinorUnitsScalar.parseLiteral(parseValue(String(amount)))).toBe(amount);
  });

  test.each([[-1], [0.5], [Number.MAX_SAFE_INTEGER + 1], [Number.NaN], ['1'], [1n], [null]])(
    '%s does not come in',
    (value) => {
      expect(() => MinorUnitsScalar.parseValue(value)).toThrow('MinorUnits must be a whole number from 0');
    },
  );

  test.each([['-1'], ['0.5'], ['"1"'], ['9007199254740992'], ['1e3']])('written out, %s does not come in', (text) => {
    expect(() => MinorUnitsScalar.parseLiteral(parseValue(text))).toThrow('MinorUnits must be a whole number');
  });

  test('goes out as a number, also from what a database calls bigint', () => {
    expect([9_007_199_254_740_991n, '125000', 5].map((value) => MinorUnitsScalar.serialize(value))).toEqual([
      9_007_199_254_740_991, 125_000, 5,
    ]);
  });

  test.each([['9007199254740992'], [-1n], [''], ['1e3'], ['-5']])('%s does not go out', (value) => {
    expect(() => MinorUnitsScalar.serialize(value)).toThrow('MinorUnits must be a whole number from 0');
  });
});

test('an Upload comes in only as a file of a multipart request', () => {
  expect(() => UploadScalar.parseValue({ filename: 'a.png' })).toThrow('Upload value invalid');
  expect(() => UploadScalar.parseLiteral(parseValue('"a.png"'))).toThrow('Upload literal unsupported');
});
