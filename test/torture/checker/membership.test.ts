import { describe, expect, it } from 'vitest';
import type { Change } from '../../../torture/history/happened.ts';
import { BUYER, decide, decided, tellStory, unlockedBy } from './story.ts';

const rule = 'membership-follows';
const silver = { level: 'SILVER', stages: ['STANDARD', 'SILVER'] };
const bySpend: Change = { ...unlockedBy(''), cause: { by: 'SPEND', order: 'o1', stage: 'SILVER' } };
const revoked: Change = {
  from: 'SILVER',
  to: 'STANDARD',
  at: '2026-11-23T12:00:00.000Z',
  cause: { by: 'REVOKED', reason: 'because' },
};
const revoke = { do: 'REVOKE', supervisor: 's1', member: BUYER, reason: 'because' } as const;
const record = { do: 'RECORD', member: BUYER, order: 'o1', amount: 1000 } as const;
const spend = { total: 1000, orders: 1, countedSince: null };

describe('a membership', () => {
  it('follows from an approval', () => {
    const story = tellStory();
    story.does(decide('v1'));
    story.ends({ ...silver, history: [unlockedBy('v1')], verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual([]);
  });

  it('does not stay behind an approval', () => {
    const story = tellStory();
    story.does(decide('v1'));
    story.ends({ verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual(['m1: v1 was approved and unlocked nothing, though SILVER was locked']);
  });

  it('need not change when it was as high, or may have been, while it was approved', () => {
    const story = tellStory();
    story.does(record, { unlocked: 'SILVER' });
    const slow = story.ask(decide('v1'));
    story.does(revoke);
    slow.succeeds();
    story.ends({ history: [revoked, bySpend], verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual([]);
  });

  it('has to change when it was taken back before', () => {
    const story = tellStory();
    story.does(record, { unlocked: 'SILVER' });
    story.does(revoke);
    story.does(decide('v1'));
    story.ends({ history: [revoked, bySpend], verifications: [decided('v1')] });
    expect(story.found(rule)).toHaveLength(1);
  });

  it('has the level and the stages of its last change', () => {
    const story = tellStory();
    story.does(decide('v1'));
    story.ends({ history: [unlockedBy('v1')], verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual([
      'm1: the level is STANDARD, and the last change led to SILVER',
      'm1: unlocked are STANDARD, with the level SILVER',
    ]);
  });

  it('goes on from where it was', () => {
    const story = tellStory();
    story.does(decide('v1'));
    story.ends({ ...silver, history: [unlockedBy('v1', 'SILVER', 'GOLD')], verifications: [decided('v1')] });
    expect(story.found(rule)).toContain('m1: a change begins at GOLD, after STANDARD');
  });

  it('does not change by what nobody wanted, or twice by the same', () => {
    const story = tellStory();
    story.ends({ ...silver, history: [bySpend], spend });
    expect(story.found(rule)).toContain(`m1: nobody wanted the change by ${JSON.stringify(bySpend.cause)}`);

    const again = tellStory();
    again.does(decide('v1'));
    again.does(revoke);
    const history = [unlockedBy('v1'), revoked, unlockedBy('v1')];
    again.ends({ ...silver, history, verifications: [decided('v1')] });
    expect(again.found(rule)).toContain(`m1: the change by ${JSON.stringify(unlockedBy('v1').cause)} is there twice`);
  });

  it('rises to the stage that its spend reaches, and not by less', () => {
    const reached = tellStory();
    reached.does(record);
    reached.ends({ spend });
    expect(reached.found(rule)).toEqual(['m1: 1000 are spent, which opens SILVER, and the level is STANDARD']);

    const little = tellStory();
    little.does({ ...record, amount: 900 }, { unlocked: 'SILVER' });
    little.ends({ ...silver, history: [bySpend] });
    expect(little.found(rule)).toEqual(['m1: SILVER was opened by 900, and takes 1000']);
  });

  it('changes when it was said to', () => {
    const story = tellStory();
    story.does(record, { unlocked: 'SILVER' });
    story.does(revoke);
    story.ends();
    expect(story.found(rule)).toEqual([
      'm1: the revocation «because» was acknowledged and is not there',
      'm1: o1 was said to unlock a stage, and no change says so',
    ]);
  });
});
