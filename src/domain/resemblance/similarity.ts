/** What a material is compared by. Its tokens are kept hashed with a key: who has the database alone can't read them. */
export interface Print {
  /** What its first page looks like from afar, in 64 bits; null when there is none. */
  readonly look: bigint | null;
  readonly tokens: readonly bigint[];
  /** Those of them that are figures. */
  readonly figures: readonly bigint[];
}

/** How many things two sets share, of all that they have: 1 when they are equal, 0 when they share nothing or are empty. */
export function jaccard<T>(one: readonly T[], other: readonly T[]): number {
  const [first, second] = [new Set(one), new Set(other)];
  const shared = [...first].filter((value) => second.has(value)).length;
  const all = first.size + second.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** In how many of their 64 bits two looks differ. */
export function lookDistance(one: bigint, other: bigint): number {
  let differing = BigInt.asUintN(64, one ^ other);
  let bits = 0;
  for (; differing !== 0n; differing &= differing - 1n) bits += 1;
  return bits;
}

/** With fewer tokens there is too little text to go by. */
const LEAST_TOKENS = 12;
/** With fewer figures the whole text decides alone. */
const LEAST_FIGURES = 8;
/** Two statements of one bank share its words, but hardly any figure; one that was edited keeps nearly all of both. */
const ALIKE = 0.5;
const FIGURES_ALIKE = 0.4;
/** Where there is hardly any text, as on a shop's front, only what looks the same and says the same is taken. */
const LOOKS_THE_SAME = 4;

/**
 * How much two materials have in common, 0 to 1, when one may be an edited copy of the other; null when they only look alike, as
 * two companies' statements of one bank do.
 */
export function editedCopySimilarity(one: Print, other: Print): number | null {
  const similarity = jaccard(one.tokens, other.tokens);
  if (similarity < ALIKE) return null;
  if (Math.min(one.tokens.length, other.tokens.length) < LEAST_TOKENS) {
    const looksSame = one.look !== null && other.look !== null && lookDistance(one.look, other.look) <= LOOKS_THE_SAME;
    return looksSame ? similarity : null;
  }
  const hasFigures = Math.min(one.figures.length, other.figures.length) >= LEAST_FIGURES;
  return hasFigures && jaccard(one.figures, other.figures) < FIGURES_ALIKE ? null : similarity;
}
