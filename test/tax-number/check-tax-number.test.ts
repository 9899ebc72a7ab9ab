import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTaxNumber } from '../../src/tax-number/check-tax-number.ts';
import { TAX_NUMBER_SCHEMES } from '../../src/tax-number/tax-number-schemes.ts';
import { taxNumberCountries } from '../../src/tax-number/tax-number-countries.ts';
import { TAX_NUMBER_SAMPLES } from './tax-number-samples.ts';

const everySample = Object.entries(TAX_NUMBER_SAMPLES).flatMap(([country, schemes]) =>
  Object.values(schemes).flatMap((samples) => samples.map((number) => ({ country, number }))),
);
const someSample = fc.constantFrom(...everySample);
const someCountry = fc.constantFrom(...Object.keys(TAX_NUMBER_SCHEMES), 'AE', 'NG', 'SA', 'PH');

describe('a number that large companies publish', () => {
  it.each([
    ['DE', 'DE 129 273 398', '129273398', 'VAT'],
    ['IE', 'IE6388047V', '6388047V', 'VAT'],
    ['FR', 'FR 10 632012100', '10632012100', 'TVA'],
    ['IT', 'IT00905811006', '00905811006', 'IVA'],
    ['ES', 'A-28015865', 'A28015865', 'NIF'],
    ['PL', 'PL 774-00-01-454', '7740001454', 'NIP'],
    ['GR', 'EL 094019245', '094019245', 'VAT'],
    ['HU', '10625790-4-44', '10625790', 'ANUM'],
    ['GB', 'GB 220 4302 31', '220430231', 'VAT'],
    ['NO', 'NO 923 609 016 MVA', '923609016MVA', 'MVA'],
    ['CN', '91330100799655058B', '91330100799655058B', 'USCC'],
    ['IN', '27AAACR5055K1Z7', '27AAACR5055K1Z7', 'GSTIN'],
    ['JP', 'T1180301018771', '1180301018771', 'CN'],
    ['KR', '124-81-00998', '1248100998', 'BRN'],
    ['TW', '22099131', '22099131', 'UBN'],
    ['ID', '0010 0001 3109 3000', '010000131093000', 'NPWP'],
    ['BR', '33.000.167/0001-01', '33000167000101', 'CNPJ'],
    ['AR', '30-54668997-9', '30546689979', 'CUIT'],
    ['CL', '61.704.000-K', '61704000K', 'RUT'],
    ['MX', 'PME380607P35', 'PME380607P35', 'RFC'],
    ['AU', '49 004 028 077', '49004028077', 'ABN'],
  ])('in %s as %s has a check digit that fits', (country, input, normalized, scheme) => {
    expect(checkTaxNumber(country, input)).toMatchObject({ verdict: 'CHECKSUM_VALID', normalized, scheme });
  });

  it.each([
    ['US', '94-2404110', '942404110', 'EIN'],
    ['KE', 'P051129820X', 'P051129820X', 'PIN'],
    ['EG', '100-531-385', '100531385', 'TN'],
    ['PK', '0786909-4', '0786909', 'NTN'],
    ['BG', '3828154468', '3828154468', 'VAT'],
    ['MX', 'GHJK750812', 'GHJK750812', 'RFC'],
  ])('in %s as %s has the right form, and no more is said', (country, input, normalized, scheme) => {
    expect(checkTaxNumber(country, input)).toMatchObject({ verdict: 'FORMAT_ONLY', normalized, scheme });
  });

  it.each([
    ['AE', '100-2345-6789-0003', '100234567890003'],
    ['NG', '12345678-0001', '123456780001'],
    ['SA', '٣٠٠٠٠٠٠٠٠٠٠٠٠٠٣', '300000000000003'],
  ])('in %s, for which no rule is known, is left to a reviewer', (country, input, normalized) => {
    const check = checkTaxNumber(country, input);
    expect(check).toMatchObject({ verdict: 'COUNTRY_UNSUPPORTED', normalized });
    expect(check).not.toHaveProperty('scheme');
  });
});

describe('a malformed number', () => {
  it.each([
    ['DE', 'DE129273399', 'check digit of a business number of Germany (VAT, STNR)'],
    ['US', '94-240411', 'too short or too long for a business number of United States (EIN)'],
    ['US', '07-2404110', 'form of a business number'],
    ['NG', '123', '4 to 32 Latin letters and digits'],
    ['NG', '1234<script>', '4 to 32 Latin letters and digits'],
    ['NG', '1'.repeat(33), '4 to 32 Latin letters and digits'],
    ['DE', '1'.repeat(41), 'at most 40 characters'],
    ['DE', '', 'has digits'],
    ['DE', '000000000', 'has digits'],
    ['DE', '129273398\r\nBcc: a@b.example', 'has digits'],
    ['DE', `${'ﷺ'.repeat(30)}1`, 'at most 40 characters'],
    ['Germany', '129273398', 'code of two letters'],
    ['XX', '129273398', 'no country'],
  ])('in %s, %j, comes back with a hint', (country, input, hint) => {
    expect(checkTaxNumber(country, input)).toEqual({ verdict: 'MALFORMED', hint: expect.stringContaining(hint) });
  });

  it('never finds its number in the hint', () => {
    fc.assert(
      fc.property(someCountry, fc.stringMatching(/^[A-Z0-9]{5,40}$/), (country, input) => {
        const check = checkTaxNumber(country, input);
        expect('hint' in check && check.hint.includes(input)).toBe(false);
      }),
    );
  });

  it("of a person is not a business's", () => {
    expect(checkTaxNumber('BR', '390.533.447-05').verdict).toBe('MALFORMED'); // a CPF
    expect(checkTaxNumber('AU', '123 456 782').verdict).toBe('MALFORMED'); // a TFN
    expect(checkTaxNumber('CN', '11010519491231002X').verdict).toBe('MALFORMED'); // a resident identity card
  });
});

describe('any input', () => {
  it('is answered, never thrown at, and what is accepted is short and masked', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ maxLength: 45 }),
      fc.stringMatching(/^[0-9A-Z .\-/]{0,42}$/),
    );
    fc.assert(
      fc.property(someCountry, text, (country, input) => {
        const check = checkTaxNumber(country, input);
        if (check.verdict === 'MALFORMED') return;
        expect(check.normalized.length).toBeLessThanOrEqual(40);
        expect(check.masked).not.toBe(check.normalized);
        expect(check.masked.replaceAll('*', '').length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 1000 },
    );
  });

  it('gets the same answer for its normalized form', () => {
    fc.assert(
      fc.property(someSample, ({ country, number }) => {
        const check = checkTaxNumber(country, number);
        if (check.verdict === 'MALFORMED') throw new Error(`${country} ${number} is malformed`);
        expect(checkTaxNumber(country, check.normalized)).toEqual(check);
      }),
      { numRuns: 500 },
    );
  });

  it('may be full-width, in small letters, with spaces, dashes and invisible characters', () => {
    fc.assert(
      fc.property(someSample, ({ country, number }) => {
        const wide = Array.from(number, (c) =>
          /[0-9A-Z]/.test(c) ? String.fromCodePoint(c.charCodeAt(0) + 0xfee0) : c,
        );
        const { scheme: _, ...expected } = { scheme: '', ...checkTaxNumber(country, number) };
        const dashed = /^\d+$/.test(number) ? Array.from(number).join('–') : number;
        for (const written of [` ${wide.join('')}\u200b `, number.toLowerCase(), dashed]) {
          expect(checkTaxNumber(country.toLowerCase(), written)).toMatchObject(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the list of countries', () => {
  it('says what their numbers can be checked for', () => {
    const support = Object.fromEntries(taxNumberCountries().map((country) => [country.code, country.support]));
    expect(support).toMatchObject({ FR: 'CHECKSUM', DE: 'MIXED', BG: 'MIXED', US: 'FORMAT_ONLY' });
    expect(support).not.toHaveProperty('AE');
    const codes = Object.keys(support);
    expect(codes).toEqual(codes.toSorted());
  });
});
