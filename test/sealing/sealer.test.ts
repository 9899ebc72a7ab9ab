import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealBrokenError } from '../../src/sealing/seal-bytes.ts';
import { createSealer } from '../../src/sealing/sealer.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
const sealer = createSealer(key(1));
const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('what is sealed', () => {
  it('opens where it belongs, whatever it is', () => {
    fc.assert(
      fc.property(text, text, (secret, context) => {
        expect(sealer.open(sealer.seal(secret, context), context)).toBe(secret);
      }),
    );
  });

  it('opens with the same key after a restart', () => {
    expect(createSealer(key(1)).open(sealer.seal('DE136695976', 'a'), 'a')).toBe('DE136695976');
  });

  it('opens nowhere else', () => {
    fc.assert(
      fc.property(text, text, text, (secret, context, other) => {
        fc.pre(context !== other);
        expect(() => sealer.open(sealer.seal(secret, context), other)).toThrow(SealBrokenError);
      }),
    );
  });

  it('does not open with another key', () => {
    const sealed = createSealer(key(2)).seal('secret', 'a');
    expect(() => sealer.open(sealed, 'a')).toThrow(SealBrokenError);
  });

  it('does not open when one bit of it was changed', () => {
    fc.assert(
      fc.property(text, fc.nat(), (secret, place) => {
        const sealed = sealer.seal(secret, 'a');
        const bit = place % (sealed.byteLength * 8);
        sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => sealer.open(sealed, 'a')).toThrow(SealBrokenError);
      }),
    );
  });

  it('does not open when it was cut, however short', () => {
    const sealed = sealer.seal('', 'a');
    for (let bytes = 0; bytes < sealed.byteLength; bytes += 1) {
      expect(() => sealer.open(sealed.subarray(0, bytes), 'a')).toThrow(SealBrokenError);
    }
  });

  it('looks different each time, and says nothing of what it holds', () => {
    const [one, other] = [sealer.seal('DE136695976', 'a'), sealer.seal('DE136695976', 'a')];
    expect(one.equals(other)).toBe(false);
    expect(one.toString('latin1')).not.toContain('136695976');
  });

  it('breaks with an error that does not repeat it', () => {
    const sealed = sealer.seal('DE136695976', 'a');
    expect(() => sealer.open(sealed, 'b')).toThrow(/^sealed bytes could not be opened$/);
  });
});

describe('a signature', () => {
  it('is right for its text and purpose, and for no other', () => {
    fc.assert(
      fc.property(text, text, text, (signed, purpose, other) => {
        const signature = sealer.sign(signed, purpose);
        expect(sealer.isSigned(signed, purpose, signature)).toBe(true);
        expect(sealer.isSigned(`${signed}${other}x`, purpose, signature)).toBe(false);
        expect(sealer.isSigned(signed, `${purpose}x`, signature)).toBe(false);
        expect(sealer.isSigned(signed, purpose, other)).toBe(false);
      }),
    );
  });

  it('of another key is wrong', () => {
    expect(sealer.isSigned('text', 'link', createSealer(key(2)).sign('text', 'link'))).toBe(false);
  });

  it('fits into a link as it is', () => {
    expect(sealer.sign('text', 'link')).toMatch(/^[\w-]{43}$/);
  });
});

it('a key of less than 32 bytes makes no sealer', () => {
  expect(() => createSealer(new Uint8Array(31))).toThrow(RangeError);
  expect(() => createSealer(new Uint8Array(0))).toThrow(RangeError);
});
