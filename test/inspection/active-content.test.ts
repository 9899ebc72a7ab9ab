import { array, assert, constantFrom, double, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findActiveContent } from '../../src/inspection/pdf-active-content.ts';
import { placeText } from '../../src/inspection/place-text.ts';
import { createPages, line } from './documents.ts';

describe('findActiveContent', () => {
  it.each([
    ['opens at a page', { catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' }, undefined],
    ['only speaks of scripts', { catalog: '/Note (see /JavaScript \\(and /Launch\\)) % /JS' }, undefined],
    ['has a link', { page: '/Annots [<< /Subtype /Link /A << /S /URI /URI (https://bank.example) >> >>]' }, undefined],
    ['starts a program', { catalog: '/OpenAction << /S /Launch /F (calc.exe) >>' }, 'CONTAINS_SCRIPT'],
    ['spells it oddly', { catalog: '/Names << /Java#53cript 9 0 R >>' }, 'CONTAINS_SCRIPT'],
    [
      'goes to a page, then elsewhere',
      { catalog: '/OpenAction << /S /GoTo /Next << /S /URI >> >>' },
      'CONTAINS_SCRIPT',
    ],
    ['names its action elsewhere', { catalog: '/OpenAction 6 0 R' }, 'CONTAINS_SCRIPT'],
    ['holds files', { catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' }, 'CONTAINS_FILES'],
  ] as const)('judges a document that %s', (_what, options, verdict) => {
    expect(findActiveContent(createPages(line('x'), options, ['<< /S /URI /URI (x) >>']))).toBe(verdict);
  });

  it('says something about any bytes', () => {
    const piece = constantFrom(
      '1 0 obj',
      '<<',
      '>>',
      'stream\n',
      'endstream',
      'endobj',
      '(',
      ')',
      '\\',
      '%',
      '/OpenAction',
      '/ObjStm',
      ' 1 0 R',
    );
    assert(
      property(array(oneof(piece, string()), { maxLength: 40 }), (pieces) => {
        expect([undefined, 'CONTAINS_SCRIPT', 'CONTAINS_FILES']).toContain(
          findActiveContent(Buffer.from(pieces.join(''))),
        );
      }),
    );
  });
});

describe('placeText', () => {
  it('keeps every place within the page, whatever the file says', () => {
    const number = double({ min: -1e6, max: 1e6 });
    const piece = record({
      str: string(),
      width: number,
      transform: array(number, { minLength: 6, maxLength: 6 }),
    });
    assert(
      property(array(piece), (pieces) => {
        for (const { left, top, width, height } of placeText(pieces, {
          width: 300,
          height: 400,
          transform: [1, 0, 0, -1, 0, 400],
        })) {
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
          expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.min(width, height)).toBeGreaterThan(0);
        }
      }),
    );
  });
});
