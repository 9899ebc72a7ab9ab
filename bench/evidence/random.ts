import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws the same values from the same seed, on every machine. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  /** One of several. Throws RangeError when there is none. */
  pick<T>(values: readonly T[]): T;
}

/** Makes a source of chance from a text. */
export function createRandom(seed: string): Random {
  const start = Array.from(seed).reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) | 0, 7);
  const generator = xoroshiro128plus(start);
  const int = (least: number, most: number) => uniformInt(generator, least, most);
  return {
    int,
    pick(values) {
      const picked = values[int(0, values.length - 1)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
  };
}
