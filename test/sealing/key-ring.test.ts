import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createWrappedDataKey,
  openField,
  rewrapDataKey,
  sealField,
  unwrapDataKey,
} from '../../src/sealing/data-key.ts';
import { createKeyRing } from '../../src/sealing/key-ring.ts';
import { SealBrokenError } from '../../src/sealing/seal-bytes.ts';
import { createSealer } from '../../src/sealing/sealer.ts';

const [before, after] = [randomBytes(32), randomBytes(32)];
const old = createKeyRing(before);
const rotating = createKeyRing(after, [before]);
const rotated = createKeyRing(after);

describe("a member's key", () => {
  it('opens what it sealed under each ring that has its master key, and under no other', () => {
    const wrapped = createWrappedDataKey(old, 'anna');
    const sealed = sealField(unwrapDataKey(old, wrapped, 'anna'), 'a name', 'member.name 1');
    const opened = openField(unwrapDataKey(rotating, wrapped, 'anna'), sealed, 'member.name 1');
    expect(opened).toBe('a name');
    expect(() => unwrapDataKey(rotated, wrapped, 'anna')).toThrow(SealBrokenError);
  });

  it('stays the same key when it is wrapped anew, and then needs the old master key no more', () => {
    const wrapped = createWrappedDataKey(old, 'anna');
    const anew = rewrapDataKey(rotating, wrapped, 'anna');
    expect(unwrapDataKey(rotated, anew, 'anna')).toEqual(unwrapDataKey(old, wrapped, 'anna'));
    expect(() => unwrapDataKey(old, anew, 'anna')).toThrow(SealBrokenError);
  });

  it("is nobody else's, and what it sealed opens in no other place", () => {
    const wrapped = createWrappedDataKey(old, 'anna');
    expect(() => unwrapDataKey(old, wrapped, 'bert')).toThrow(SealBrokenError);
    const key = unwrapDataKey(old, wrapped, 'anna');
    const sealed = sealField(key, 'a name', 'member.name 1');
    for (const place of ['member.name 2', 'member.email 1']) {
      expect(() => openField(key, sealed, place)).toThrow(SealBrokenError);
    }
  });
});

describe("the server's own seals", () => {
  it('open and are signed under the ring, and are sealed anew once', () => {
    const first = createSealer(old);
    const now = createSealer(rotating);
    const sealed = first.seal('secret', 'a');
    expect(now.open(sealed, 'a')).toBe('secret');
    expect(now.isSigned('text', 'link', first.sign('text', 'link'))).toBe(true);
    expect(createSealer(rotated).isSigned('text', 'link', first.sign('text', 'link'))).toBe(false);
    const anew = now.reseal(sealed, 'a');
    expect(anew && createSealer(rotated).open(anew, 'a')).toBe('secret');
    expect(anew && now.reseal(anew, 'a')).toBeUndefined();
  });

  it('give the same fingerprint whatever the master key is', () => {
    const lookup = randomBytes(32);
    const [one, other] = [createSealer(old, lookup), createSealer(rotated, lookup)];
    expect(one.fingerprint('DE136695976', 'tax')).toBe(other.fingerprint('DE136695976', 'tax'));
    expect(one.fingerprint('DE136695976', 'tax')).not.toBe(one.fingerprint('DE136695976', 'address'));
    expect(one.fingerprint('a', 'tax')).not.toBe(createSealer(old, randomBytes(32)).fingerprint('a', 'tax'));
  });
});
