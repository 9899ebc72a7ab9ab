import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that follow from a seed alone: the same seed gives the same ones in the same order, on every machine. */
export interface Random {
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  /** Whether something happens that happens `percent` times in a hundred. */
  chance(percent: number): boolean;
  /** One of these. Throws RangeError when there is none. */
  pick<T>(from: readonly T[]): T;
  /** One of these names, each as often as its weight says. Throws RangeError when all weigh nothing. */
  pickWeighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, names: readonly K[]): K;
  /** Choices of their own for somebody, which do not depend on how many others make. */
  fork(name: string): Random;
}

/** Makes the choices that follow from a seed, a whole number. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  const between = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    between,
    chance: (percent) => between(1, 100) <= percent,
    pick(from) {
      const picked = from[between(0, Math.max(0, from.length - 1))];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    pickWeighted(weights, names) {
      const total = names.reduce((sum, name) => sum + (weights[name] ?? 0), 0);
      let left = between(1, Math.max(1, total));
      for (const name of names) {
        left -= weights[name] ?? 0;
        if (left <= 0) return name;
      }
      throw new RangeError('all weigh nothing');
    },
    fork: (name) => createRandom(seedFor(seed, name)),
  };
}

/** FNV-1a over the seed and the name: neighbours do not share their choices. */
function seedFor(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
