import { withoutSeparators } from './tidy-tax-number.ts';

/** How a country writes a number around the part that stdnum knows; the first group is that part. */
const NOTATIONS: Readonly<Record<string, RegExp>> = {
  // Hungary, on invoices: the eight digits, then a VAT code and the county.
  HU: /^(\d{8})[1-5]\d{2}$/,
  // Indonesia since 2024: a company's old 15 digits after a zero.
  ID: /^0(\d{15})$/,
  // Japan, qualified invoice issuers: T before the corporate number.
  JP: /^T(\d{13})$/,
  // Pakistan, on certificates: a check digit after the seven.
  PK: /^(\d{7})\d$/,
};

/** The texts to try for one number: as typed, without separators, without the country's code, without notation. */
export function waysToWrite(text: string, country: string): readonly string[] {
  const bare = withoutSeparators(text);
  const core = NOTATIONS[country]?.exec(bare)?.[1];
  const ways = [text, bare];
  if (bare.startsWith(country)) ways.push(bare.slice(country.length));
  if (core !== undefined) ways.push(core);
  return ways;
}
