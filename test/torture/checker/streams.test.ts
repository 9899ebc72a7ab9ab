import { describe, expect, it } from 'vitest';
import { BUYER, decide, decided, reviewed, tellStory, unlockedBy, type Story } from './story.ts';

const rule = 'subscribers-hear-all';
const replay = `replay:${BUYER}`;

/** Two verifications that were rejected, one after the other. */
function twoDecisions(tell: (story: Story) => void) {
  const story = tellStory();
  story.does(decide('v1', 'REJECTED'));
  story.does(decide('v2', 'REJECTED'));
  tell(story);
  const status = 'REJECTED';
  story.ends({ verifications: [decided('v2', { status }), decided('v1', { status })] });
  return story.violations().filter((one) => one.rule === rule);
}

const one = ['c1', reviewed('v1', 'REJECTED')] as const;
const two = ['c2', reviewed('v2', 'REJECTED')] as const;

describe('a subscriber', () => {
  it('receives what the log has, once and in its order', () => {
    expect(
      twoDecisions((story) => {
        story.hears('s', one, two);
        story.hears(replay, one, two);
      }),
    ).toEqual([]);
  });

  it('may still receive what is missing', () => {
    const found = twoDecisions((story) => {
      story.hears('s', two);
      story.hears(replay, one, two);
    });
    expect(found).toMatchObject([{ mayStillCome: true, what: expect.stringMatching(/^s never received c1/) }]);
  });

  it('receives nothing at all, and is noticed', () => {
    const found = twoDecisions((story) => {
      story.hears('s');
      story.hears(replay, one, two);
    });
    expect(found).toHaveLength(2);
  });

  it('does not receive an event twice', () => {
    const found = twoDecisions((story) => {
      story.hears('s', one, one, two);
      story.hears(replay, one, two);
    });
    expect(found).toMatchObject([{ what: expect.stringMatching(/^s received c1 .* 2 times$/) }]);
    expect(found[0]).not.toHaveProperty('mayStillCome');
  });

  it('does not receive them in another order', () => {
    const found = twoDecisions((story) => {
      story.hears('s', two, one);
      story.hears(replay, one, two);
    });
    expect(found).toMatchObject([{ what: expect.stringMatching(/^s received c1 .* out of order$/) }]);
  });

  it('does not hear of what is not so', () => {
    const found = twoDecisions((story) => {
      const early = { ...reviewed('v1'), status: 'SUBMITTED', outcome: null };
      story.hears('s', ['c1', early], two);
      story.hears(replay, one, two);
    });
    expect(found).toMatchObject([
      { what: 'an event says that v1 was decided and shows it SUBMITTED (null); at the end it is REJECTED' },
    ]);
  });
});

describe('the log', () => {
  it('tells each decision once', () => {
    expect(twoDecisions((story) => story.hears(replay, two))).toMatchObject([
      { what: 'the log does not tell that v1 was decided', mayStillCome: true },
    ]);
    expect(twoDecisions((story) => story.hears(replay, one, ['c3', one[1]], two))).toMatchObject([
      { what: 'the log tells 2 times that v1 was decided' },
    ]);
  });

  it('tells decisions in the order in which they were acknowledged', () => {
    expect(twoDecisions((story) => story.hears(replay, two, one))).toMatchObject([
      { what: 'the log tells of v2 before v1, which was decided first' },
    ]);
  });

  it.for([
    [1, []],
    [0, [/^the log does not tell m1 of/]],
    [2, [/once too often$/]],
  ] as const)('tells each change of a membership once: %i times', ([times, findings]) => {
    const story = tellStory();
    story.does(decide('v1'));
    const change = unlockedBy('v1');
    story.hears(replay, ['c1', reviewed('v1')]);
    for (let time = 0; time < times; time += 1) story.hears(replay, [`d${time}`, { stream: 'CHANGED', change }]);
    const verifications = [decided('v1')];
    story.ends({ level: 'SILVER', stages: ['STANDARD', 'SILVER'], history: [change], verifications });
    expect(story.found(rule)).toEqual(findings.map((finding) => expect.stringMatching(finding)));
  });
});

function message(id: string, cursor: string, fate: 'TAKEN' | 'REFUSED' | 'FORGED' = 'TAKEN', tells = 'REJECTED') {
  return { entry: 'MESSAGE', id, member: BUYER, stream: 'REVIEWED', cursor, tells, fate } as const;
}

/** What is found when these messages come of two events. */
function foundOf(...messages: readonly ReturnType<typeof message>[]): readonly string[] {
  const story = tellStory({ webhooks: true });
  story.does(decide('v1', 'REJECTED'));
  story.does(decide('v2', 'REJECTED'));
  story.hears(replay, one, two);
  for (const each of messages) story.add(each);
  story.ends();
  return story.found('webhooks-go-out-once');
}

describe('with an endpoint registered, a webhook message', () => {
  it('comes for each event, in the order of the log; the same one may come again', () => {
    const [first, second] = [message('w1', 'c1'), message('w2', 'c2')];
    expect(foundOf(message('w1', 'c1', 'REFUSED'), first, first, second)).toEqual([]);
  });

  it.for([
    ['is missed', [message('w1', 'c1')], 'no message told of c2 of m1'],
    ['is one too many', [message('w1', 'c1'), message('w3', 'c1'), message('w2', 'c2')], '2 messages told of c1 of m1'],
    [
      'tells of what never was',
      [message('w1', 'c1'), message('w2', 'c2'), message('w9', 'c9')],
      'a message told of c9 of m1, which the log does not have',
    ],
    [
      'comes too early',
      [message('w2', 'c2'), message('w1', 'c1')],
      "the messages of m1 came in another order than the log's",
    ],
    [
      'tells something else',
      [message('w1', 'c1', 'TAKEN', 'APPROVED'), message('w2', 'c2')],
      'the message of c1 of m1 tells APPROVED, not REJECTED',
    ],
    [
      'is forged',
      [message('w1', 'c1'), message('w2', 'c2'), message('w1', 'c1', 'FORGED')],
      'the message w1 bears no signature of ours',
    ],
  ] as const)('is noticed when it %s', ([, messages, finding]) => {
    expect(foundOf(...messages)).toEqual([finding]);
  });
});
