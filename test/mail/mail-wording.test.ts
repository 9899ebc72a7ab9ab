import { describe, expect, test } from 'vitest';
import { casesDueMail } from '../../src/mail/templates/cases-due-mail.ts';
import { draftWaitingMail } from '../../src/mail/templates/draft-waiting-mail.ts';
import { emailCodeMail } from '../../src/mail/templates/email-code-mail.ts';
import { verificationRejectedMail } from '../../src/mail/templates/verification-rejected-mail.ts';
import { verificationSubmittedMail } from '../../src/mail/templates/verification-submitted-mail.ts';

const promised = (earliest: string, latest: string) =>
  verificationSubmittedMail({ marketplace: 'Example Market', stage: 'Gold', method: 'EMAIL', earliest, latest }).text;

const rejectedWith = (chancesLeft: number, remainingPaths: string[]) =>
  verificationRejectedMail({
    marketplace: 'Example Market',
    stage: 'Gold',
    method: 'TAX_NUMBER',
    reasons: [],
    chancesLeft,
    remainingPaths,
    link: 'https://market.example/membership',
  });

const due = (dueToday: number, overdue: number) =>
  casesDueMail({ marketplace: 'Example Market', stages: [{ name: 'Gold', dueToday, overdue }] });

describe('what the mails say', () => {
  test('the code stands alone on its line, ready to copy, and its time is told', () => {
    const mail = emailCodeMail({ code: '048213', minutesValid: 10, marketplace: 'Example Market' });
    expect(mail.subject).toBe('Your code for Example Market');
    expect(mail.text).toMatch(/^ {4}048213$/m);
    expect(mail.text).toContain('within 10 minutes');
    expect(mail.html).toContain('>048213</p>');
    expect(emailCodeMail({ code: '1', minutesValid: 1, marketplace: 'M' }).text).toContain('within 1 minute.');
  });

  test('a submission promises the days of the result in words', () => {
    expect(promised('2026-11-24', '2026-11-26')).toContain(
      'We will mail you the result between Tuesday 24 November and Thursday 26 November 2026.',
    );
    expect(promised('2026-12-30', '2027-01-04')).toContain(
      'between Wednesday 30 December 2026 and Monday 4 January 2027.',
    );
    expect(promised('2028-02-29', '2028-02-29')).toContain('on Tuesday 29 February 2028.');
  });

  test.each(['2026-02-30', '24 November', '2026-11-24T10:00:00Z', ''])('%j is no day to promise', (day) => {
    expect(() => promised(day, '2026-12-01')).toThrow(RangeError);
    expect(() => promised('2026-01-05', day)).toThrow(RangeError);
  });

  test('a rejection tells how many chances are left and what that means', () => {
    const several = rejectedWith(3, ['Verify your business email']);
    expect(several.text).toContain('You have 3 chances left for tax number verification.');
    expect(several.text).toContain('Other ways to unlock Gold');
    expect(several.text).toContain('Choose how to go on:\nhttps://market.example/membership');
    expect(rejectedWith(1, []).text).toContain('You have 1 chance left for');

    const spent = rejectedWith(0, ['Verify your business email']);
    expect(spent.text).toContain(
      'You have no chances left for tax number verification. You can still choose another way.',
    );
    expect(spent.text).toContain('- Verify your business email');
    expect(spent.text).not.toContain('yet');

    expect(rejectedWith(0, []).text).toContain('please write to the Example Market team: they can restore it.');
  });

  test('a team is told in numbers alone what is due and what is overdue', () => {
    expect(due(2, 1).subject).toBe('Today at Example Market: 2 due, 1 overdue');
    expect(due(2, 1).text).toContain('2 cases are to be decided by the end of today.');
    expect(due(2, 1).text).toContain('1 case is overdue: the promised day is past.');
    expect(due(2, 1).text).toContain('- Gold: 2 due today, 1 overdue');
    expect(due(1, 0).text).toContain('1 case is to be decided by the end of today.');
    expect(due(1, 0).text).not.toContain('the promised day is past');
  });

  test.each([
    ['MATERIALS', 'your verification with materials', 'when you hand your materials in for review'],
    ['TAX_NUMBER', 'your tax number verification', 'when you hand your tax number in for review'],
    ['EMAIL', 'your email verification', 'when a code that you enter is checked'],
  ] as const)(
    'a draft by %s that waits says what is to do, and that going on costs no chance',
    (method, what, when) => {
      const steps = ['Hand in: Bank statement.', 'Hand your materials in for review.'];
      const { subject, text } = draftWaitingMail({ marketplace: 'Example Market', stage: 'Gold', method, steps });
      expect(subject).toBe('Your way to Gold is still open');
      expect(text).toContain(`You have begun ${what} for the stage Gold.`);
      for (const step of steps) expect(text).toContain(`- ${step}`);
      expect(text).toContain(`Going on costs no chance. One is used only ${when}.`);
    },
  );
});
