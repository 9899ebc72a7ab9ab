import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecord, writeRecord } from '../../src/sealing/record-text.ts';

const text = fc.string({ unit: 'binary' });
const leaf = fc.oneof(
  text,
  // A text that looks like what marks the others.
  fc.constantFrom('list', 'date', 'bytes', 'undefined', '__proto__', '\ud800'),
  fc.double(),
  fc.integer(),
  fc.constantFrom(-0, NaN, Infinity, -Infinity, 2 ** 53, Number.MIN_VALUE),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 40 }),
);
const { record: arbitraryRecord } = fc.letrec<{ record: unknown; fields: Record<string, unknown> }>((tie) => ({
  record: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('record')), tie('fields')),
  fields: fc.dictionary(fc.oneof(text, fc.constant('__proto__'), fc.nat().map(String)), tie('record'), {
    noNullPrototype: true,
  }),
}));

describe('a record as text', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        expect(isDeepStrictEqual(readRecord(writeRecord(record)), record)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same in whatever order its fields were set, and another for any other record', () => {
    const fields = fc.uniqueArray(fc.tuple(text, arbitraryRecord), { selector: ([name]) => name, maxLength: 6 });
    fc.assert(
      fc.property(fields, fc.func(fc.nat()), arbitraryRecord, (entries, rank, other) => {
        const shuffled = entries.toSorted(([one], [another]) => rank(one) - rank(another));
        const written = writeRecord(Object.fromEntries(entries));
        expect(writeRecord(Object.fromEntries(shuffled))).toBe(written);
        expect(writeRecord(other) === written).toBe(isDeepStrictEqual(other, Object.fromEntries(entries)));
      }),
    );
  });

  it('is the same for an object without a prototype, as graphql makes of arguments', () => {
    const bare: unknown = Object.assign(Object.create(null), { b: [1], a: null });
    expect(writeRecord(bare)).toBe(writeRecord({ a: null, b: [1] }));
  });

  it('reads what an earlier release wrote', () => {
    const written =
      '{"at":["date","2026-11-23T21:47:00.000Z"],"kinds":["list","A",["list"]],"none":null,"of":{"big":["bigint","7"],"nan":["number","NaN"]},"salt":["bytes","AP8="],"unset":["undefined"]}';
    const record = {
      at: new Date('2026-11-23T21:47:00.000Z'),
      kinds: ['A', []],
      none: null,
      of: { big: 7n, nan: NaN },
      salt: new Uint8Array([0, 255]),
      unset: undefined,
    };
    expect(readRecord(written)).toStrictEqual(record);
    expect(writeRecord(record)).toBe(written);
  });
});

class Row {
  readonly secret = 'column';
}

it.each([
  ['an object of a class', { row: new Row() }],
  ['a promise', [Promise.resolve()]],
  ['a function', { call: () => 1 }],
  ['a symbol', Symbol('x')],
  ['a map', new Map()],
])('%s can’t be kept', (_what, record) => {
  expect(() => writeRecord(record)).toThrow(TypeError);
});

it('a date that is none can’t be kept', () => {
  expect(() => writeRecord({ at: new Date(NaN) })).toThrow(RangeError);
});

it.each(['{', '["what"]', '[]', '[1]'])('%s is no record', (broken) => {
  expect(() => readRecord(broken)).toThrow(/JSON|no record/);
});
