import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/load-policy.ts';
import { change, lineOf, mistakes, shipped } from './shipped-policy.ts';

it('the shipped policy can be used', () => {
  expect(mistakes(shipped)).toEqual([]);
});

describe('a policy of the right form is refused when', () => {
  // What is changed, what it becomes, what stands on the line that is named, and what is said.
  const contradictions: readonly [what: string, from: string | RegExp, to: string, at: string, says: string][] = [
    [
      'the first stage asks for something',
      'name: Standard\n',
      'name: Standard\n    spend: 5\n',
      '- code: STANDARD',
      'stages.0: everyone has the first stage',
    ],
    [
      'nothing unlocks a stage',
      / {4}methods: \[MATERIALS\]\n {4}spend: 30000000\n/,
      '',
      '- code: PLATINUM',
      'stages.3: nothing unlocks PLATINUM',
    ],
    [
      'two stages have one code',
      'code: GOLD',
      'code: SILVER',
      'code: SILVER\n    name: Gold',
      'stages.2.code: this code stands above already',
    ],
    [
      'two benefits have one key',
      'benefits:\n',
      'benefits:\n  - key: account_manager\n    name: One\n    description: First\n',
      'key: account_manager\n    name: Your own',
      'benefits.6.key: this key stands above already',
    ],
    [
      'a stage grants a benefit that there is not',
      '[faster_replies]',
      '[faster_reply]',
      '[faster_reply]',
      'stages.1.benefits.0: there is no benefit with the key faster_reply',
    ],
    [
      'a benefit is granted twice',
      '[priority_support, account_manager]',
      '[priority_support, sample_orders]',
      '[priority_support, sample_orders]',
      'sample_orders is granted by this or a lower stage already',
    ],
    [
      'a method is listed twice',
      '[MATERIALS, TAX_NUMBER]',
      '[MATERIALS, MATERIALS]',
      '[MATERIALS, MATERIALS]',
      'stages.2.methods.1: this method stands before already',
    ],
    [
      'a higher stage asks for less',
      'spend: 1000000\n',
      'spend: 99999\n',
      'spend: 99999',
      'stages.2.spend: a higher stage must ask for more',
    ],
    [
      'a higher stage asks for as much',
      'spend: 1000000\n',
      'spend: 100000 # same\n',
      'spend: 100000 # same',
      'stages.2.spend: a higher stage must ask for more',
    ],
    [
      'a higher stage asks for less of a statement',
      '    spend: 1000000\n',
      '    spend: 1000000\n    statement: { amount: 1, months: 7 }\n',
      'statement: { amount: 6000000, months: 6 }',
      'stages.3.statement: a higher stage must not ask for less',
    ],
    [
      'a statement is asked for where there are no materials',
      'methods: [MATERIALS]\n',
      'methods: [EMAIL]\n',
      'statement: {',
      'stages.3.statement: a statement is shown by MATERIALS',
    ],
    [
      'two reviewers are wanted for a stage that there is not',
      'stages: [PLATINUM]',
      'stages: [DIAMOND]',
      'secondReview:',
      'review.secondReview.stages.0: there is no stage with the code DIAMOND',
    ],
    [
      'two reviewers are wanted where there is nothing to review',
      'stages: [PLATINUM]',
      'stages: [PLATINUM, STANDARD]',
      'secondReview:',
      'review.secondReview.stages.1: no method opens STANDARD',
    ],
    [
      'the promise ends before it begins',
      'latestWorkingDay: 4',
      'latestWorkingDay: 1',
      'latestWorkingDay: 1',
      'review.latestWorkingDay: must not come before earliestWorkingDay',
    ],
    [
      'one file may be larger than all',
      'maxTotalMegabytes: 100',
      'maxTotalMegabytes: 10',
      'maxTotalMegabytes: 10',
      'materials.maxTotalMegabytes: must not be less',
    ],
    [
      'a claim is reminded of before it is made',
      'claimLapsingMinutes: 5',
      'claimLapsingMinutes: 30',
      'claimLapsingMinutes: 30',
      'reminders.claimLapsingMinutes: must be less than review.claimMinutes',
    ],
    [
      'a draft’s files go before it is reminded of',
      'abandonedDraftDays: 180',
      'abandonedDraftDays: 7',
      'abandonedDraftDays: 7',
      'retention.abandonedDraftDays: must be more than reminders.draftDays',
    ],
  ];

  it.for(contradictions)('%s', ([, from, to, at, says]) => {
    const text = change(from, to);
    const [said, ...others] = mistakes(text);
    expect(said).toContain(`line ${lineOf(text, at)}: `);
    expect(said).toContain(says);
    expect(others).toEqual([]);
  });
});

it('a policy from before there were reminders and retention has what is shipped', () => {
  const older = shipped.replace(/^reminders:.*?^(?=calendar:)/ms, '');
  expect(older).not.toMatch(/draftDays|mailDays/);
  const { review, reminders, retention } = parsePolicy(older, 'policy.yaml');
  // Files don't go only because a server is new.
  expect(retention.materialDays).toEqual({});
  const { materialDays } = parsePolicy(shipped, 'policy.yaml').retention;
  expect({ review, reminders, retention: { ...retention, materialDays } }).toEqual(
    Object.fromEntries(
      Object.entries(parsePolicy(shipped, 'policy.yaml')).filter(([name]) => /^re(view|minders|tention)$/.test(name)),
    ),
  );
  expect(mistakes(older.replace('claimMinutes: 30', 'claimMinutes: 3'))).toEqual([]);
});

it('a policy from before there were statements and second reviews asks for neither', () => {
  const older = shipped.replaceAll(/^ *(statement|secondReview|recheckShare):.*\n/gm, '');
  expect(older).not.toMatch(/months:|PLATINUM\]|0\.05/);
  const { stages, review } = parsePolicy(older, 'policy.yaml');
  expect(stages.map(({ statementRequired, secondReview }) => [statementRequired, secondReview])).toEqual(
    stages.map(() => [null, false]),
  );
  expect(review.recheckShare).toBe(0);
});

it('all mistakes are told at once', () => {
  const text = shipped.replace('currency: USD', 'currency: dollars').replace('code: GOLD', 'code: gold');
  expect(mistakes(text)).toHaveLength(2);
});

it('a further check is told by line as well', () => {
  const issue = { path: ['calendar', 'country'], message: 'is on the moon' };
  expect(() => parsePolicy(shipped, 'policy.yaml', () => [issue])).toThrow(
    `policy.yaml can't be used:\n  line ${lineOf(shipped, 'country: US')}: calendar.country: is on the moon`,
  );
});

it('line ends and marks of other systems are no mistake', () => {
  expect(mistakes(shipped.replaceAll('\n', '\r\n'))).toEqual([]);
  expect(mistakes(`\uFEFF${shipped}`)).toEqual([]);
});
