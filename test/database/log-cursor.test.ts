import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromCursor, toCursor } from '../../src/database/event-log.ts';

const MOST_XID = 2n ** 64n - 1n;
const MOST_ID = 2n ** 63n - 1n;
const place = fc.record({ xid: fc.bigInt(0n, MOST_XID), id: fc.bigInt(0n, MOST_ID) });

it('a cursor leads back to its place in the log', () => {
  fc.assert(
    fc.property(place, (position) => {
      expect(fromCursor(toCursor(position))).toEqual(position);
    }),
  );
  expect(fromCursor(toCursor({ xid: MOST_XID, id: MOST_ID }))).toEqual({ xid: MOST_XID, id: MOST_ID });
});

it('a cursor is short, and fits into a link as it is', () => {
  fc.assert(
    fc.property(place, (position) => {
      expect(toCursor(position)).toMatch(/^[\w-]{1,60}$/);
    }),
  );
});

it('whatever else is given leads nowhere, or to a place that PostgreSQL can take', () => {
  const numbers = fc
    .tuple(fc.bigInt(), fc.bigInt())
    .map(([xid, id]) => Buffer.from(`${xid}.${id}`).toString('base64url'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), numbers), (cursor) => {
      const { xid, id } = fromCursor(cursor) ?? { xid: 0n, id: 0n };
      expect(xid >= 0n && xid <= MOST_XID && id >= 0n && id <= MOST_ID).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it.for([
  ['nothing', ''],
  ['one number', '7'],
  ['three numbers', '7.7.7'],
  ['a place before all', '7.-7'],
  ['a transaction beyond all', `${MOST_XID + 1n}.0`],
  ['an event beyond all', `0.${MOST_ID + 1n}`],
  ['numbers with blanks', ' 7.7'],
  ['digits of another script', '٧.٧'],
])('a cursor of %s is none', ([, text]) => {
  expect(fromCursor(Buffer.from(text ?? '').toString('base64url'))).toBeUndefined();
});
