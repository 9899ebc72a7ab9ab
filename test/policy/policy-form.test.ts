import { describe, expect, it } from 'vitest';
import { change, lineOf, mistakes, shipped } from './shipped-policy.ts';

describe('a policy of another form is refused, with the line, when', () => {
  const misfits: readonly [what: string, from: string | RegExp, to: string, at: string, says: string][] = [
    [
      'an entry is unknown',
      'currency: USD',
      'currency: USD\ncolour: red',
      'colour: red',
      'colour: there is no such entry',
    ],
    [
      'an entry within another is unknown',
      'claimMinutes: 30',
      'claimMinutes: 30\n  colour:\n    deep: red',
      'colour:',
      'review.colour: there is no such entry',
    ],
    ['an entry is missing', '  claimMinutes: 30\n', '', 'review:', 'review.claimMinutes: is missing'],
    [
      'a number is a text',
      'claimMinutes: 30',
      'claimMinutes: half an hour',
      'half an hour',
      'review.claimMinutes: Invalid input: expected number',
    ],
    ['a number is too large', 'claimMinutes: 30', 'claimMinutes: 5000', '5000', 'review.claimMinutes: Too big'],
    ['there are no chances', 'EMAIL: 5', 'EMAIL: 0', 'EMAIL: 0', 'chances.EMAIL: Too small'],
    ['webhooks are never sent', 'attempts: 10', 'attempts: 0', 'attempts: 0', 'webhooks.attempts: Too small'],
    ['an amount is broken', 'spend: 100000\n', 'spend: 1000.50\n', 'spend: 1000.50', 'stages.1.spend'],
    [
      'a share is more than all',
      'recheckShare: 0.05',
      'recheckShare: 5',
      'recheckShare: 5',
      'review.recheckShare: Too big',
    ],
    ['a statement has no months', 'months: 6', 'months: 0', 'months: 0', 'stages.3.statement.months: Too small'],
    ['a method is unknown', 'methods: [MATERIALS]', 'methods: [FAX]', 'FAX', 'stages.3.methods.0'],
    [
      'a code is in small letters',
      'code: SILVER',
      'code: silver',
      'code: silver',
      'stages.1.code: must be capital letters',
    ],
    ['the currency is a word', 'currency: USD', 'currency: dollars', 'dollars', 'currency: must be an ISO 4217 code'],
    ['a holiday is no day', 'holidays: []', 'holidays: [2026-02-30]', '2026-02-30', 'calendar.holidays.0'],
    ['no weekday is left', 'weekend: [6, 0]', 'weekend: [0, 1, 2, 3, 4, 5, 6]', 'weekend: [0, 1', 'calendar.weekend'],
    [
      'a domain is a web address',
      'alsoRefuse: []',
      'alsoRefuse: [https://shop.example]',
      'https://shop',
      'emailDomains.alsoRefuse.0: must be a domain',
    ],
    [
      'the team’s mailbox is no address',
      '# remindersTo: reviewers@market.example',
      'remindersTo: reviewers',
      'remindersTo: reviewers',
      'review.remindersTo: must be an email address',
    ],
    ['an hour is none of the day', 'hour: 9', 'hour: 24', 'hour: 24', 'reminders.hour: Too big'],
    ['something is kept for no time', 'mailDays: 90', 'mailDays: 0', 'mailDays: 0', 'retention.mailDays: Too small'],
    ['a key stands twice', 'currency: USD', 'currency: USD\ncurrency: EUR', 'currency: EUR', 'Map keys must be unique'],
    ['a bracket is open', '[MATERIALS, TAX_NUMBER]', '[MATERIALS, TAX_NUMBER', 'spend: 1000000', 'Flow sequence'],
    ['a tab indents', '  name: Sample Market', '\tname: Sample Market', '\tname: Sample', 'Tabs are not allowed'],
  ];

  it.for(misfits)('%s', ([, from, to, at, says]) => {
    const text = change(from, to);
    const said = mistakes(text);
    expect(said[0]).toContain(`line ${lineOf(text, at)}: `);
    expect(said[0]).toContain(says);
    // Each is one line, for the operator's eyes.
    for (const line of said) expect(line).toMatch(/^line \d+: /);
  });
});

describe('a file that is hardly a policy is refused:', () => {
  it.for([
    ['an empty one', '', /the file: .*expected object/],
    ['a list', '- SILVER\n- GOLD\n', /the file: .*expected object/],
    ['an alias of nothing', 'currency: *money\n', /Unresolved alias/],
    [
      'aliases that unfold',
      `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\n`,
      /alias count/,
    ],
    ['two documents', `${shipped}\n---\ncurrency: USD\n`, /multiple documents/],
  ] as const)('%s', ([, text, says]) => {
    expect(mistakes(text).join('\n')).toMatch(says);
  });
});
