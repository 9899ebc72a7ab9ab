import { describe, expect, it } from 'vitest';
import type { Act } from '../../../torture/history/act.ts';
import { BUYER, tellStory, type Story } from './story.ts';

const rule = 'chances-add-up';
const guess: Act = { do: 'GUESS', member: BUYER, verification: 'v1', right: false };
const submit: Act = { do: 'SUBMIT', member: BUYER, verification: 'v1', method: 'TAX_NUMBER' };
const restore: Act = { do: 'RESTORE', supervisor: 's1', member: BUYER, method: 'EMAIL', reason: 'sorry' };
const kept = { act: 'CHANCES_RESTORED', actor: 's1', reason: 'EMAIL: sorry' };

/** What is found when so many chances of EMAIL are used at the end. */
function found(tell: (story: Story) => void, EMAIL: number, audit: readonly object[] = []): readonly string[] {
  const story = tellStory();
  tell(story);
  story.ends({ used: { MATERIALS: 0, TAX_NUMBER: 0, EMAIL } }, audit);
  return story.found(rule);
}

function guessWrongly(story: Story, times: number): void {
  for (let time = 0; time < times; time += 1) story.ask(guess).fails('WrongCode');
}

function beginAgain(story: Story): void {
  guessWrongly(story, 5);
  story.does(restore);
  guessWrongly(story, 2);
}

function beginAgainPerhaps(story: Story): void {
  guessWrongly(story, 3);
  story.ask(restore).isLost();
}

describe('chances', () => {
  it('are spent by each wrong code', () => {
    expect(found((story) => guessWrongly(story, 3), 3)).toEqual([]);
    expect(found((story) => guessWrongly(story, 3), 2)).toEqual([
      'm1 has used 2 chances of EMAIL; 3 are explained, 5 are given',
    ]);
    expect(found((story) => guessWrongly(story, 3), 4)).toHaveLength(1);
  });

  it('may be spent by a guess of which nobody knows', () => {
    for (const used of [1, 2]) {
      const story = (one: Story) => {
        guessWrongly(one, 1);
        one.ask(guess).isLost();
      };
      expect(found(story, used)).toEqual([]);
    }
  });

  it('are never spent six times', () => {
    expect(found((story) => guessWrongly(story, 6), 5)).toContain('m1 has spent more than 5 chances of EMAIL');
  });

  it('begin again when they are given back', () => {
    expect(found(beginAgain, 2, [kept])).toEqual([]);
    expect(found(beginAgain, 5, [kept])).toHaveLength(1);
  });

  it('were given back by whom the audit trail names, though nobody heard so', () => {
    expect(found(beginAgainPerhaps, 0, [kept])).toEqual([]);
    expect(found(beginAgainPerhaps, 0)).toHaveLength(1);
    expect(found(beginAgainPerhaps, 3)).toEqual([]);
  });

  it.for([
    [1, 0],
    [2, 1],
  ] as const)('are spent once by what is handed in twice: %i used', ([TAX_NUMBER, violations]) => {
    const story = tellStory();
    const [one, other] = [story.ask(submit), story.ask(submit)];
    one.succeeds();
    other.succeeds();
    story.ends({ used: { MATERIALS: 0, TAX_NUMBER, EMAIL: 0 } });
    expect(story.found(rule)).toHaveLength(violations);
  });

  it.for([
    [0, 1],
    [1, 0],
    [2, 0],
    [3, 1],
  ] as const)('are shown as they were while somebody looked: %i used', ([used, violations]) => {
    const story = (one: Story) => {
      guessWrongly(one, 1);
      const slow = one.ask({ do: 'READ', member: BUYER });
      guessWrongly(one, 1);
      slow.succeeds({ chances: [{ member: BUYER, method: 'EMAIL', used }] });
    };
    expect(found(story, 2)).toHaveLength(violations);
  });
});
