import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInformation, informationFormats, type InformationField } from '../../src/domain/information.ts';

const arbitraryField: fc.Arbitrary<InformationField> = fc.record({
  name: fc.stringMatching(/^[a-z]{1,8}$/),
  label: fc.constantFrom('Store name', 'Website'),
  help: fc.constant('A sentence.'),
  format: fc.constantFrom(...informationFormats),
  required: fc.boolean(),
  maxLength: fc.integer({ min: 1, max: 40 }),
  claims: fc.constant(null),
});
const arbitraryFields = fc.uniqueArray(arbitraryField, { selector: ({ name }) => name, maxLength: 5 });
const arbitraryText = fc.string({ unit: 'binary', maxLength: 50 });
const arbitraryValue = fc.oneof(
  arbitraryText,
  fc.webUrl(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(undefined, null, true, '', ' ', 'a\nb'),
);
const arbitraryForm = arbitraryFields.chain((fields) =>
  fc.record({
    fields: fc.constant(fields),
    given: fc
      .tuple(...fields.map(() => arbitraryValue))
      .map((values) => Object.fromEntries(fields.map(({ name }, index) => [name, values[index]]))),
  }),
);

const labels = { name: 'storeName', label: 'Store name', help: 'A sentence.' };
const text: InformationField = { ...labels, format: 'TEXT', required: true, maxLength: 20, claims: null };
const isFine = (field: InformationField, value: unknown) => checkInformation([field], { [field.name]: value }, 'a').ok;

describe('information that passes', () => {
  it('has all that is required, nothing that is unknown, and nothing too long', () => {
    fc.assert(
      fc.property(arbitraryForm, ({ fields, given }) => {
        const check = checkInformation(fields, { ...given, UNKNOWN: 'a' }, 'identity.a');
        if (!check.ok) return;
        const names = fields.map(({ name }) => name);
        expect(names).toEqual(expect.arrayContaining(Object.keys(check.information)));
        for (const { name, required, maxLength } of fields) {
          const value = check.information[name];
          expect(value !== undefined || !required).toBe(true);
          expect(Array.from(String(value ?? '')).length).toBeLessThanOrEqual(maxLength);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('passes again, and stays as it is', () => {
    fc.assert(
      fc.property(arbitraryForm, ({ fields, given }) => {
        const check = checkInformation(fields, given, 'identity.a');
        const again = check.ok ? checkInformation(fields, check.information, 'identity.a') : check;
        expect(again).toEqual(check);
      }),
      { numRuns: 500 },
    );
  });

  it('can be kept as JSON and shown: whole characters, composed, none that steers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (value) => {
        const check = checkInformation([text], { storeName: value }, 'identity.a');
        if (!check.ok) return;
        const { storeName } = check.information;
        expect(storeName).toBe(value.normalize('NFC').trim());
        expect(String(storeName).isWellFormed()).toBe(true);
        expect(storeName).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('information that does not pass', () => {
  it('has one issue for each field that is wrong, under its path', () => {
    fc.assert(
      fc.property(arbitraryForm, ({ fields, given }) => {
        const check = checkInformation(fields, given, 'identity.a');
        if (check.ok) return;
        const paths = check.issues.map(({ path }) => path);
        expect(paths).toEqual(fields.map(({ name }) => `identity.a.${name}`).filter((path) => paths.includes(path)));
        expect(paths.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '\u0000',
    '\u001F',
    '\u007F',
    '\u0080',
    '\u009F',
    '\u202A',
    '\u202E',
    '\u2066',
    '\u2069',
    '\uD800',
    '\uDFFF',
  ])('has %j somewhere inside', (character) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,5}$/), fc.stringMatching(/^[a-z]{1,5}$/), (before, after) => {
        expect(isFine(text, `${before}${character}${after}`)).toBe(false);
        expect(isFine({ ...text, format: 'MULTILINE_TEXT' }, `${before}${character}${after}`)).toBe(false);
      }),
    );
  });
});

describe('a number', () => {
  const number: InformationField = { ...text, format: 'NUMBER', maxLength: 10 };

  it('is a whole one from 0, of no more digits than are asked for', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()), (value) => {
        const fits = Number.isSafeInteger(value) && value >= 0 && value <= 9_999_999_999;
        expect(isFine(number, value)).toBe(fits);
      }),
    );
  });

  it('is no text, and text is no number', () => {
    expect(isFine(number, '12')).toBe(false);
    expect(isFine(text, 12)).toBe(false);
  });
});

describe('an address', () => {
  const address: InformationField = { ...text, format: 'URL', maxLength: 2000 };

  it('is any on the web', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(isFine(address, url)).toBe(true);
      }),
    );
  });

  it('is none of another scheme, whatever follows', () => {
    fc.assert(
      fc.property(fc.constantFrom('javascript', 'data', 'ftp', 'file', 'mailto'), fc.webUrl(), (scheme, url) => {
        expect(isFine(address, url.replace(/^https?/, scheme))).toBe(false);
      }),
    );
  });
});
