/** Legal forms as they end or begin names, written as `normalName` leaves them. */
const legalForms = new Set(
  (
    'ltd limited llc llp lp plc inc incorporated corp corporation co company gmbh mbh ag kg ohg ug ev se sa sas sarl srl spa sl ' +
    'bv nv ab as aps oy pte pty pvt sdn bhd kk'
  ).split(' '),
);
const chineseForms = /(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)/gu;

/** A piece of a name, with where its characters came from. */
export interface NormalText {
  /** Lower-case letters and digits alone. */
  readonly text: string;
  /** For each character its index in the text it came from. */
  readonly from: readonly number[];
}

/**
 * A text as names are compared: without accents, case, punctuation and spaces. Its characters know where they came from, so that
 * what was found can be shown.
 */
export function normalText(text: string): NormalText {
  let normal = '';
  const from: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const plain = (text[index] ?? '')
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '');
    normal += plain;
    for (let unit = 0; unit < plain.length; unit += 1) from.push(index);
  }
  return { text: normal, from };
}

/**
 * A name as it is compared: as `normalText`, and without the legal form, which documents leave out or write in other ways
 * (Ltd, Limited, GmbH, 有限公司). A name that is nothing but a legal form stays as it is.
 */
export function normalName(name: string): string {
  const words = name
    .normalize('NFKC')
    .replaceAll(chineseForms, ' ')
    // B.V., S.A. and the like are one word.
    .replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}\p{M}@]+/u)
    .map((word) => normalText(word).text)
    .filter((word) => word !== '');
  const kept = words.filter((word, index) => !(legalForms.has(word) && (index > 0 || words.length > 2)));
  return kept.join('') || normalText(name).text;
}
