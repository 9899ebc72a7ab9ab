import { TAX_NUMBER_SCHEMES } from './tax-number-schemes.ts';

/**
 * What a country's numbers can be checked for: all of them by a check digit, some, or none but length and characters.
 */
export type TaxNumberSupport = 'CHECKSUM' | 'MIXED' | 'FORMAT_ONLY';

/** A country with rules, by ISO 3166-1 alpha-2 code; every country that isn't listed is COUNTRY_UNSUPPORTED. */
export interface TaxNumberCountry {
  readonly code: string;
  readonly support: TaxNumberSupport;
}

/** The countries whose tax numbers can be checked at all, sorted by code. */
export function taxNumberCountries(): readonly TaxNumberCountry[] {
  return Object.entries(TAX_NUMBER_SCHEMES).map(([code, schemes]) => {
    const kinds = Object.values(schemes);
    if (kinds.every((hasCheckDigit) => hasCheckDigit === true)) return { code, support: 'CHECKSUM' };
    return { code, support: kinds.every((hasCheckDigit) => hasCheckDigit === false) ? 'FORMAT_ONLY' : 'MIXED' };
  });
}
