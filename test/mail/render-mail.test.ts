import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RenderedMail } from '../../src/mail/mail-content.ts';
import { verificationRejectedMail } from '../../src/mail/templates/verification-rejected-mail.ts';
import { everyMail } from './every-mail.ts';

/** What a reader of the HTML part sees, as one line. */
function visibleWords({ html }: RenderedMail): string {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Without spaces and invisible marks: only the words count. */
const bare = (text: string) => text.replaceAll(/[\s\u2066-\u2069]+/g, '');

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .filter((text) => /^\P{C}+$/u.test(text) && text.trim() !== '');

describe('both parts of a mail', () => {
  test.each(everyMail())('$name: every word of the plain text is in the HTML too, in the same order', ({ mail }) => {
    const seen = bare(visibleWords(mail));
    // Marks of the text layout alone: bullets, numbers, the signature line, and the address behind a button.
    const lines = mail.text
      .split('\n')
      .map((line) => line.replace(/^(- |-- $|\d+\. |https?:\/\/.*$)/, '').replace(/^([^.]*):$/, '$1'))
      .filter((line) => line.trim() !== '');
    let from = 0;
    const missing = lines.filter((line) => {
      const at = seen.indexOf(bare(line), from);
      from = at < 0 ? from : at + bare(line).length;
      return at < 0;
    });
    expect(missing).toEqual([]);
  });

  test('every reason, remedy, material and path of a rejection stands in both', () => {
    const reason = fc.record({ message: words, remedy: words, material: fc.option(words, { nil: undefined }) });
    fc.assert(
      fc.property(
        fc.array(reason, { minLength: 1, maxLength: 6 }),
        fc.array(words, { maxLength: 4 }),
        fc.integer({ min: 0, max: 5 }),
        words,
        (reasons, remainingPaths, chancesLeft, memberName) => {
          const mail = verificationRejectedMail({
            memberName,
            marketplace: 'Example Market',
            stage: 'Gold',
            method: 'MATERIALS',
            reasons,
            chancesLeft,
            remainingPaths,
          });
          const facts = [
            memberName,
            ...remainingPaths,
            ...reasons.flatMap(({ message, remedy, material }) => [message, remedy, material ?? '']),
            `${chancesLeft === 0 ? 'no' : chancesLeft} chance${chancesLeft === 1 ? '' : 's'} left`,
          ].map(bare);
          for (const part of [bare(mail.text), bare(visibleWords(mail))]) {
            expect(facts.filter((fact) => !part.includes(fact))).toEqual([]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('the HTML loads nothing, runs nothing, has no tables and says which language it is in', () => {
    for (const { mail } of everyMail()) {
      expect(mail.html).not.toMatch(/<(script|img|link|table|iframe|object|form)\b|url\(|@import|\son\w+=/i);
      expect(mail.html).toMatch(/^<!doctype html>\s*<html lang="en" dir="ltr">/);
    }
  });

  test('no mail uses a word that the house avoids', () => {
    for (const { mail } of everyMail()) {
      expect(`${mail.subject} ${mail.text}`).not.toMatch(
        /\bKYC\b|\battempts?\b|\btickets?\b|\bfail|\bdocuments?\b|undefined/i,
      );
    }
  });
});
