import { maskTaxNumber } from './mask-tax-number.ts';
import { matchScheme } from './match-scheme.ts';
import { TAX_NUMBER_SCHEMES } from './tax-number-schemes.ts';
import { LONGEST_INPUT, tidyTaxNumber, withoutSeparators } from './tidy-tax-number.ts';

/**
 * What can be said of a tax number without asking an authority. CHECKSUM_VALID: its check digit fits. FORMAT_ONLY: its
 * length and characters fit, no digit was checked. COUNTRY_UNSUPPORTED: no rule is known for the country, a reviewer
 * looks. None says that the number was given to anybody.
 */
export interface PlausibleTaxNumber {
  readonly verdict: 'CHECKSUM_VALID' | 'FORMAT_ONLY' | 'COUNTRY_UNSUPPORTED';
  /** One spelling for all ways to write it: capital letters and no separators, but those that belong to the number. */
  readonly normalized: string;
  /** For screens and mail: at most 3 characters, and at most a quarter, are readable. */
  readonly masked: string;
  /** Which of the country's numbers it is, such as 'VAT' or 'EIN'; none where the country is unsupported. */
  readonly scheme?: string;
}

/** The number can't be one of the country's; the hint says what to look at and never repeats the number. */
export interface MalformedTaxNumber {
  readonly verdict: 'MALFORMED';
  readonly hint: string;
}

export type TaxNumberCheck = PlausibleTaxNumber | MalformedTaxNumber;

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/**
 * Checks a business's tax, VAT or company number as typed, for a country by its ISO 3166-1 alpha-2 code in any case.
 * Never throws, takes well under a millisecond, and asks nobody.
 */
export function checkTaxNumber(country: string, input: string): TaxNumberCheck {
  if (!/^[a-z]{2}$/i.test(country)) return malformed('The country must be a code of two letters.');
  const code = country.toUpperCase();
  const name = regions.of(code);
  if (name === undefined) return malformed('There is no country with that code.');
  const text = tidyTaxNumber(input);
  if (text === undefined) return malformed(`A tax number has digits and at most ${LONGEST_INPUT} characters.`);

  const match = matchScheme(code, text);
  if (!match) return checkWithoutRules(text);
  if ('miss' in match) return malformed(hintFor(match.miss, name, code));
  const { scheme, normalized, isChecked } = match;
  return {
    verdict: isChecked ? 'CHECKSUM_VALID' : 'FORMAT_ONLY',
    normalized,
    masked: maskTaxNumber(normalized),
    scheme,
  };
}

function checkWithoutRules(text: string): TaxNumberCheck {
  const normalized = withoutSeparators(text);
  if (!/^[A-Z0-9]{4,32}$/.test(normalized)) {
    return malformed(
      'A tax number has 4 to 32 Latin letters and digits, with spaces, dashes, dots or slashes between.',
    );
  }
  return { verdict: 'COUNTRY_UNSUPPORTED', normalized, masked: maskTaxNumber(normalized) };
}

function hintFor(miss: string, name: string, code: string): string {
  const schemes = Object.keys(TAX_NUMBER_SCHEMES[code] ?? {}).map((key) => key.toUpperCase());
  const kind = `a business number of ${name} (${schemes.join(', ')})`;
  if (miss === 'InvalidChecksum')
    return `The check digit of ${kind} does not fit: look for a mistyped or swapped digit.`;
  if (miss === 'InvalidLength') return `It is too short or too long for ${kind}.`;
  return `It does not have the form of ${kind}.`;
}

function malformed(hint: string): MalformedTaxNumber {
  return { verdict: 'MALFORMED', hint };
}
