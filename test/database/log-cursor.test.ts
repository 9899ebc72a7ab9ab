import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePositions, fromCursor, toCursor } from '../../src/database/log-position.ts';

const MOST_XID = 2n ** 64n - 1n;
const MOST_ID = 2n ** 63n - 1n;
const MOST_EPOCHS = 2 ** 31 - 1;
const place = fc.record({
  epoch: fc.integer({ min: 0, max: MOST_EPOCHS }),
  xid: fc.bigInt(0n, MOST_XID),
  id: fc.bigInt(0n, MOST_ID),
});

it('a cursor leads back to its place in the log', () => {
  fc.assert(
    fc.property(place, (position) => {
      expect(fromCursor(toCursor(position))).toEqual(position);
    }),
  );
  const last = { epoch: MOST_EPOCHS, xid: MOST_XID, id: MOST_ID };
  expect(fromCursor(toCursor(last))).toEqual(last);
});

it('a cursor from before there were epochs leads into the first', () => {
  const old = Buffer.from('812.34').toString('base64url');
  expect(fromCursor(old)).toEqual({ epoch: 1, xid: 812n, id: 34n });
  expect(toCursor({ epoch: 1, xid: 812n, id: 34n })).toBe(old);
});

it('places have one order: by epoch, then by transaction, then by event', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      const byParts =
        one.epoch - other.epoch ||
        Number(one.xid > other.xid) - Number(one.xid < other.xid) ||
        Number(one.id > other.id) - Number(one.id < other.id);
      expect(Math.sign(comparePositions(one, other))).toBe(Math.sign(byParts));
      expect(Math.sign(comparePositions(one, other))).toBe(-Math.sign(comparePositions(other, one)) + 0);
    }),
  );
});

it('a cursor is short, and fits into a link as it is', () => {
  fc.assert(
    fc.property(place, (position) => {
      expect(toCursor(position)).toMatch(/^[\w-]{1,68}$/);
    }),
  );
});

it('whatever else is given leads nowhere, or to a place that PostgreSQL can take', () => {
  const numbers = fc
    .tuple(fc.bigInt(), fc.bigInt(), fc.bigInt())
    .map((parts) => Buffer.from(parts.join('.')).toString('base64url'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), numbers), (cursor) => {
      const { epoch, xid, id } = fromCursor(cursor) ?? { epoch: 0, xid: 0n, id: 0n };
      expect(epoch >= 0 && epoch <= MOST_EPOCHS).toBe(true);
      expect(xid >= 0n && xid <= MOST_XID && id >= 0n && id <= MOST_ID).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it.for([
  ['nothing', ''],
  ['one number', '7'],
  ['four numbers', '7.7.7.7'],
  ['an epoch beyond all', `${MOST_EPOCHS + 1}.7.7`],
  ['a place before all', '7.-7'],
  ['a transaction beyond all', `${MOST_XID + 1n}.0`],
  ['an event beyond all', `0.${MOST_ID + 1n}`],
  ['numbers with blanks', ' 7.7'],
  ['digits of another script', '٧.٧'],
])('a cursor of %s is none', ([, text]) => {
  expect(fromCursor(Buffer.from(text ?? '').toString('base64url'))).toBeUndefined();
});
