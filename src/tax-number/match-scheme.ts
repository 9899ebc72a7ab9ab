import { entityValidators, stdnum } from 'stdnum';
import type { Validator } from 'stdnum';
import { TAX_NUMBER_SCHEMES } from './tax-number-schemes.ts';
import type { HasCheckDigit } from './tax-number-schemes.ts';
import { waysToWrite } from './ways-to-write.ts';

/** Why stdnum refuses a number, the nearest miss last. */
const MISSES = ['InvalidLength', 'InvalidFormat', 'InvalidComponent', 'InvalidChecksum'] as const;
type Miss = (typeof MISSES)[number];

/** A number that fits a scheme, written as that scheme writes it; or how nearly it fits one. */
export type SchemeMatch = { scheme: string; normalized: string; isChecked: boolean } | { miss: Miss };

/**
 * The country's scheme that fits the number, one with a check digit before one without; undefined for a country
 * without schemes.
 */
export function matchScheme(country: string, text: string): SchemeMatch | undefined {
  const schemes = TAX_NUMBER_SCHEMES[country];
  if (!schemes) return undefined;
  const matches: SchemeMatch[] = [];
  for (const way of waysToWrite(text, country)) {
    for (const [key, hasCheckDigit] of Object.entries(schemes)) {
      matches.push(tryScheme(validatorOf(country, key), key, hasCheckDigit, way));
    }
  }
  return matches.toSorted((a, b) => closeness(b) - closeness(a))[0];
}

/** The stdnum validator of that name. Throws when the package has none. */
export function validatorOf(country: string, key: string): Validator {
  // The package's map by name lacks Anguilla; its list of company numbers has it.
  const validator = stdnum[country]?.[key] ?? entityValidators[country]?.[0];
  if (!validator) throw new Error(`stdnum has no ${country}.${key}`);
  return validator;
}

function tryScheme(validator: Validator, key: string, hasCheckDigit: HasCheckDigit, text: string): SchemeMatch {
  try {
    const result = validator.validate(text);
    if (!result.isValid) return { miss: MISSES.find((name) => name === result.error.name) ?? 'InvalidFormat' };
    // Not result.compact, from which Ecuador's loses its end.
    const normalized = validator.compact(text);
    const isChecked = typeof hasCheckDigit === 'boolean' ? hasCheckDigit : hasCheckDigit.includes(normalized.length);
    return { scheme: key.toUpperCase(), normalized, isChecked };
  } catch {
    // Some validators trip over text that is much too short, instead of refusing it.
    return { miss: 'InvalidFormat' };
  }
}

function closeness(match: SchemeMatch): number {
  if ('miss' in match) return MISSES.indexOf(match.miss);
  return MISSES.length + (match.isChecked ? 1 : 0);
}
