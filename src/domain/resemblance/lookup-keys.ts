import type { Print } from './similarity.ts';

/** A look is cut into so many bands: two that differ in fewer bits than there are bands share one. */
const LOOK_BANDS = 4;
const BAND_BITS = 16n;
/**
 * The text is cut into so many bands of so many minima each (MinHash): of two materials that share 60 % of their tokens, 94 of 100
 * pairs share a band; of two that share a quarter, 17.
 */
const TEXT_BANDS = 12;
const MINIMA = 3;

const BITS = 64;
const ODD = 0x9e37_79b9_7f4a_7c15n;

/**
 * The keys by which a material's look-alikes are found with an index: two materials that share one are worth a closer look. From
 * the look come small numbers, from the text large ones.
 */
export function lookupKeys({ look, tokens }: Print): bigint[] {
  return [...new Set([...(look === null ? [] : lookKeys(look)), ...(tokens.length < MINIMA ? [] : textKeys(tokens))])];
}

function lookKeys(look: bigint): bigint[] {
  return Array.from({ length: LOOK_BANDS }, (_, band) => {
    const bits = (BigInt.asUintN(BITS, look) >> (BigInt(band) * BAND_BITS)) & 0xffffn;
    return (BigInt(band) << BAND_BITS) | bits;
  });
}

function textKeys(tokens: readonly bigint[]): bigint[] {
  return Array.from({ length: TEXT_BANDS }, (_, band) => {
    const minima = Array.from({ length: MINIMA }, (__, index) => minimum(tokens, BigInt(band * MINIMA + index + 1)));
    return BigInt.asIntN(
      BITS,
      minima.reduce((hash, value) => mix(hash ^ value), BigInt(band)),
    );
  });
}

/** The least of the tokens in the order that a seed gives them. */
function minimum(tokens: readonly bigint[], seed: bigint): bigint {
  return tokens.reduce(
    (least, token) => {
      const mixed = mix(BigInt.asUintN(BITS, token) ^ (seed * ODD));
      return mixed < least ? mixed : least;
    },
    (1n << BigInt(BITS)) - 1n,
  );
}

/** SplitMix64's last step: every bit of the result hangs on every bit of the value. */
function mix(value: bigint): bigint {
  let mixed = BigInt.asUintN(BITS, value);
  mixed = BigInt.asUintN(BITS, (mixed ^ (mixed >> 30n)) * 0xbf58_476d_1ce4_e5b9n);
  mixed = BigInt.asUintN(BITS, (mixed ^ (mixed >> 27n)) * 0x94d0_49bb_1331_11ebn);
  return mixed ^ (mixed >> 31n);
}
