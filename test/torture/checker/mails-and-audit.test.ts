import { describe, expect, it } from 'vitest';
import { BUYER, decide, decided, tellStory, type Story } from './story.ts';

describe('a mail', () => {
  const rule = 'mails-go-out-once';
  const received = ['We received your tax number for Silver', 'r'] as const;
  const approved = ['You have unlocked Silver', 'a'] as const;
  const found = (tell: (story: Story) => void) => {
    const story = tellStory();
    tell(story);
    story.ends({ verifications: [decided('v1')] });
    return story.violations().filter((one) => one.rule === rule);
  };

  it('goes out for each submission and each decision', () => {
    expect(
      found((story) => {
        story.mail(...received);
        story.mail(...approved);
      }),
    ).toEqual([]);
    expect(found((story) => story.mail(...received))).toMatchObject([
      { what: 'm1 received 0 different mails of APPROVED SILVER, and there was a cause for 1', mayStillCome: true },
    ]);
  });

  it('does not go out again under another Message-ID', () => {
    const [violation, ...others] = found((story) => {
      story.mail(...received);
      story.mail(...approved);
      story.mail(approved[0], 'another');
    });
    expect(violation?.what).toBe('m1 received 2 different mails of APPROVED SILVER, and there was a cause for 1');
    expect(violation).not.toHaveProperty('mayStillCome');
    expect(others).toEqual([]);
  });

  it('comes twice under the same Message-ID only around a fault', () => {
    const again = (between: (story: Story) => void) =>
      found((story) => {
        story.mail(...received);
        story.mail(...approved);
        between(story);
        story.mail(...approved);
      });
    expect(again(() => undefined)).toMatchObject([
      { what: '«You have unlocked Silver» came twice to buyer-1@people.example' },
    ]);
    expect(again((story) => story.add({ entry: 'FAULT', fault: 'KILL', server: 0, lasts: 0 }))).toEqual([]);
    expect(
      found((story) => {
        story.mail(...received);
        story.mail(...approved, 'SWALLOWED');
        story.mail(...approved);
      }),
    ).toEqual([]);
  });

  it('does not go out without a cause', () => {
    const without = found((story) => {
      story.mail(...received);
      story.mail(...approved);
      story.mail('Your membership at Torture Market has changed', 'm');
      story.mail('Buy now', 'b');
    });
    expect(without.map(({ what }) => what)).toEqual([
      'm1 received 1 different mails of REVOKED, and there was a cause for 0',
      'nobody wanted the mail «Buy now» to buyer-1@people.example',
    ]);
  });

  it.for([
    [2, 0],
    [0, 1],
  ] as const)('with a code goes out at most as often as one was asked for: %i times', ([asked, violations]) => {
    const story = (one: Story) => {
      one.mail(...received);
      one.mail(...approved);
      for (let time = 0; time < asked; time += 1) one.does({ do: 'SEND_CODE', member: BUYER, verification: 'v1' });
      one.mail('Your code for Torture Market', 'c1');
    };
    expect(found(story)).toHaveLength(violations);
  });
});

describe('the audit trail', () => {
  const rule = 'audit-trail-is-whole';
  const approval = { act: 'VERIFICATION_APPROVED', actor: 'r1', verification: 'v1' };
  const submission = { act: 'VERIFICATION_SUBMITTED', actor: BUYER, verification: 'v1' };
  const found = (audit: readonly object[], tell: (story: Story) => void = () => undefined) => {
    const story = tellStory();
    story.does(decide('v1'));
    tell(story);
    story.ends({ verifications: [decided('v1')] }, audit);
    return story.found(rule);
  };

  it('has each act that was acknowledged once', () => {
    expect(found([approval, submission])).toEqual([]);
    expect(found([submission])).toEqual([
      '«VERIFICATION_APPROVED v1 by r1» is in the audit trail 0 times, and was done 1 times',
    ]);
    expect(found([approval, approval, submission])).toHaveLength(1);
  });

  it('has nothing that nobody did', () => {
    const claim = { act: 'VERIFICATION_CLAIMED', actor: 'r1', verification: 'v1' };
    expect(found([approval, submission, claim])).toHaveLength(1);
    const ask = { do: 'CLAIM', reviewer: 'r1', verification: null } as const;
    expect(found([approval, submission, claim], (story) => story.ask(ask).isLost())).toEqual([]);
    expect(found([approval, submission, claim, claim], (story) => story.ask(ask).isLost())).toHaveLength(1);
  });

  it('has a claim given back by nobody at most as often as there was one that could lapse', () => {
    const claim = { act: 'VERIFICATION_CLAIMED', actor: 'r1', verification: 'v1' };
    const lapse = { act: 'VERIFICATION_RELEASED', actor: null, verification: 'v1' };
    const told = (...audit: readonly object[]) =>
      found(audit, (story) => story.does({ do: 'CLAIM', reviewer: 'r1', verification: 'v1' }));
    expect(told(approval, submission, claim, lapse)).toEqual([]);
    expect(told(approval, submission, claim, lapse, lapse)).toHaveLength(1);
    expect(found([approval, submission, lapse])).toHaveLength(1);
  });

  it('has the restorations and revocations under their reasons', () => {
    const restore = { do: 'RESTORE', supervisor: 's1', member: BUYER, method: 'EMAIL', reason: 'sorry' } as const;
    const kept = { act: 'CHANCES_RESTORED', actor: 's1', reason: 'EMAIL: sorry' };
    expect(found([approval, submission, kept], (story) => story.does(restore))).toEqual([]);
    expect(found([approval, submission], (story) => story.does(restore))).toHaveLength(1);
  });

  it('has the run’s own webhook endpoint once, and none when there is none', () => {
    const registration = { act: 'WEBHOOK_ENDPOINT_REGISTERED', member: null };
    expect(found([approval, submission, registration])).toHaveLength(1);
    const story = tellStory({ webhooks: true });
    story.ends({}, [registration]);
    expect(story.found(rule)).toEqual([]);
  });
});
