import { entityValidators, euVat, stdnum } from 'stdnum';
import type { Validator } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/tax-number/match-scheme.ts';
import { TAX_NUMBER_SCHEMES } from '../../src/tax-number/tax-number-schemes.ts';
import { TAX_NUMBER_SAMPLES } from './tax-number-samples.ts';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NUMBERS_TO_MUTATE = 12;

describe.each(Object.entries(TAX_NUMBER_SCHEMES))('in %s', (country, schemes) => {
  const forms = Object.entries(schemes).flatMap(([key, hasCheckDigit]) =>
    (TAX_NUMBER_SAMPLES[country]?.[key] ?? []).map((sample) => ({
      key,
      sample,
      expected: typeof hasCheckDigit === 'boolean' ? hasCheckDigit : hasCheckDigit.includes(sample.length),
    })),
  );

  it('every number that is accepted has samples', () => {
    expect([...new Set(forms.map(({ key }) => key))]).toEqual(Object.keys(schemes));
  });

  it.each(forms)('one wrong digit in $key like $sample is noticed: $expected', ({ key, sample, expected }) => {
    const noticed = middlePositionNotices(validatorOf(country, key), sample);
    // Measured: at least 0.89 with a check digit, at most 0.11 without. Between them nothing may be.
    expect(expected ? noticed : 1 - noticed).toBeGreaterThan(0.8);
  });
});

describe('the table of numbers', () => {
  it('leaves out only what is no number of a business, so that a new version of stdnum is looked at', () => {
    const codes = new Set([...Object.keys(stdnum), ...Object.keys(entityValidators)]);
    const leftOut = [...codes].filter((code) => !TAX_NUMBER_SCHEMES[code]);
    // Persons' numbers alone.
    expect(leftOut.sort()).toEqual(['BA', 'BO', 'CU', 'HK', 'MU', 'MY']);

    const business = [entityValidators, euVat].flatMap((lists) =>
      Object.entries(lists).flatMap(([code, validators]) => validators.map((validator) => ({ code, validator }))),
    );
    const missing = business
      .map(({ code, validator }) => ({ code, key: nameOf(code, validator) }))
      .filter(({ code, key }) => key !== undefined && TAX_NUMBER_SCHEMES[code]?.[key] === undefined)
      .map(({ code, key }) => `${code}.${key}`);
    // A tax file number may not be asked for, an NCF is an invoice's, and PT.nif is PT.nipc under its other name.
    expect([...new Set(missing)].sort()).toEqual(['AU.tfn', 'DO.ncf', 'PT.nif']);
  });
});

function nameOf(code: string, validator: Validator): string | undefined {
  return Object.entries(stdnum[code] ?? {}).find(([, candidate]) => candidate === validator)?.[0];
}

/** Which share of wrong digits is refused at the median of all digit positions: 1 notices every one. */
function middlePositionNotices(validator: Validator, sample: string): number {
  const numbers = validNumbersLike(validator, sample);
  const positions = Array.from(sample).flatMap((character, position) => (isDigit(character) ? [position] : []));
  const shares = positions.map((position) => {
    const wrong = numbers.flatMap((number) =>
      Array.from(DIGITS)
        .filter((digit) => digit !== number[position])
        .map((digit) => number.slice(0, position) + digit + number.slice(position + 1)),
    );
    return wrong.filter((number) => !validator.validate(number).isValid).length / wrong.length;
  });
  return shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)] ?? 0;
}

/** Walks from one valid number to others of the same form, by changing one to four characters at random. */
function validNumbersLike(validator: Validator, sample: string): string[] {
  const random = seededRandom(sample);
  const found = new Set<string>();
  let current = sample;
  for (let tries = 0; tries < 20_000 && found.size < NUMBERS_TO_MUTATE; tries += 1) {
    const characters = Array.from(current);
    for (let changes = 1 + random(4); changes > 0; changes -= 1) {
      const position = random(characters.length);
      characters[position] = anotherLike(characters[position] ?? '', random);
    }
    const candidate = characters.join('');
    if (candidate !== current && validator.validate(candidate).isValid) {
      current = candidate;
      found.add(candidate);
    }
  }
  if (found.size < 3) throw new Error(`Too few numbers like ${sample} to measure`);
  return [...found];
}

function anotherLike(character: string, random: (below: number) => number): string {
  if (isDigit(character)) return DIGITS.charAt(random(10));
  return LETTERS.includes(character) ? LETTERS.charAt(random(26)) : character;
}

function isDigit(character: string): boolean {
  return DIGITS.includes(character);
}

/** Park and Miller's generator: the same numbers in every run, so that a failure can be repeated. */
function seededRandom(seed: string): (below: number) => number {
  let state = Array.from(seed).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647,
    1,
  );
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
