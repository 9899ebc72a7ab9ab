import { describe, expect, it } from 'vitest';
import { BUYER, decide, decided, shown, tellStory } from './story.ts';

const rule = 'decisions-stand';

describe('a decision that was acknowledged', () => {
  it('stands at the end', () => {
    const story = tellStory();
    story.does(decide('v1'), { verifications: [shown('v1', { status: 'APPROVED', version: 3 })] });
    story.ends({ verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual([]);
  });

  it.for([
    ['is gone', []],
    ['never took place', [decided('v1', { status: 'SUBMITTED', decision: null })]],
    ['turned into its opposite', [decided('v1', { status: 'REJECTED' })]],
    ['became somebody else’s', [decided('v1', { decision: { outcome: 'APPROVED', by: 'r2' } })]],
  ] as const)('is missed when it %s', ([, verifications]) => {
    const story = tellStory();
    story.does(decide('v1'));
    story.ends({ verifications: [...verifications] });
    expect(story.found(rule)).not.toEqual([]);
  });

  it('is the only one on its verification', () => {
    const story = tellStory();
    const [first, second] = [story.ask(decide('v1')), story.ask(decide('v1', 'REJECTED', 'r2'))];
    first.succeeds();
    second.succeeds();
    story.ends({ verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual(['2 decisions on v1 were acknowledged: APPROVED by r1, REJECTED by r2']);
  });

  it('counts once when its answer was lost and it was asked for again', () => {
    const story = tellStory({ keysAreKnown: true });
    story.ask(decide('v1'), 'the same wish').isLost();
    story.ask(decide('v1'), 'the same wish').succeeds();
    story.ends({ verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual([]);
  });
});

describe('a decision of which nobody knows', () => {
  it('may have taken place, or not', () => {
    for (const verification of [decided('v1'), decided('v1', { status: 'SUBMITTED', decision: null })]) {
      const story = tellStory();
      story.ask(decide('v1')).isLost();
      story.ends({ verifications: [verification] });
      expect(story.found(rule)).toEqual([]);
    }
  });

  it('can’t have been refused', () => {
    const story = tellStory();
    story.ask(decide('v1')).fails('VerificationChanged');
    story.ends({ verifications: [decided('v1')] });
    expect(story.found(rule)).toEqual(['v1 is APPROVED by r1, who never decided so']);
  });
});

describe('whoever looks', () => {
  const read = { do: 'READ', member: BUYER } as const;
  const draft = shown('v1', { status: 'DRAFT', version: 1, promise: null });

  it('never sees an earlier status than somebody saw before', () => {
    const story = tellStory();
    story.does(read, { allOf: BUYER, verifications: [shown('v1')] });
    story.does(read, { allOf: BUYER, verifications: [draft] });
    story.ends({ verifications: [decided('v1')] });
    expect(story.found('statuses-move-on')).toEqual(['v1 was SUBMITTED (version 2), and DRAFT (version 1) afterwards']);
  });

  it('may see either of two that were there while it looked', () => {
    const story = tellStory();
    const slow = story.ask(read);
    story.does(read, { allOf: BUYER, verifications: [shown('v1')] });
    slow.succeeds({ allOf: BUYER, verifications: [draft] });
    story.ends({ verifications: [shown('v1')].map((one) => ({ ...one, decision: null })) });
    expect(story.found('statuses-move-on')).toEqual([]);
  });

  it('never sees one end turn into another', () => {
    const story = tellStory();
    story.does(read, { verifications: [shown('v1', { status: 'APPROVED', version: 3 })] });
    story.ends({ verifications: [decided('v1', { status: 'REJECTED', version: 4 })] });
    expect(story.found('statuses-move-on')).toHaveLength(1);
  });

  it('sees what was begun before', () => {
    const story = tellStory();
    story.does({ do: 'BEGIN', member: BUYER, method: 'TAX_NUMBER', stage: 'SILVER' }, { verifications: [draft] });
    story.does(read, { allOf: BUYER, verifications: [] });
    story.ends();
    expect(story.found('statuses-move-on')).toEqual([
      'v1 was begun, and a later read does not show it',
      'v1 was begun, and is not there at the end',
    ]);
  });

  it('is given an old answer again where the server knows the wish by its key', () => {
    const begin = { do: 'BEGIN', member: BUYER, method: 'TAX_NUMBER', stage: 'SILVER' } as const;
    const tell = (keysAreKnown: boolean) => {
      const story = tellStory({ keysAreKnown });
      story.ask(begin, 'begin').isLost();
      story.does(read, { verifications: [shown('v1')] });
      story.ask(begin, 'begin').succeeds({ verifications: [draft] });
      story.ends({ verifications: [{ ...shown('v1'), decision: null }] });
      return story.found('statuses-move-on');
    };
    expect(tell(true)).toEqual([]);
    expect(tell(false)).toHaveLength(1);
  });

  it('sees one open verification of each method at most', () => {
    const story = tellStory();
    story.does(read, { allOf: BUYER, verifications: [shown('v1'), shown('v2'), shown('v3', { method: 'EMAIL' })] });
    story.ends();
    expect(story.found('one-is-open')).toEqual(['m1 has 2 open verifications by TAX_NUMBER: v1, v2']);
  });

  it('is promised the same days as everybody', () => {
    const story = tellStory();
    story.does(read, { verifications: [shown('v1', { promise: '2026-11-25/2026-11-30' })] });
    story.ends({ verifications: [decided('v1', { promise: '2026-11-25/2026-12-01' })] });
    expect(story.found('promises-are-kept')).toEqual([
      'the result of v1 was promised for 2026-11-25/2026-11-30, then for 2026-11-25/2026-12-01',
    ]);
  });
});
