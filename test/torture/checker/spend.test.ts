import { describe, expect, it } from 'vitest';
import type { Act } from '../../../torture/history/act.ts';
import { BUYER, tellStory, type Story } from './story.ts';

const rule = 'spend-adds-up';

function record(order: string, amount: number): Act {
  return { do: 'RECORD', member: BUYER, order, amount };
}

function recorded(id: string, amount: number, recordedAt = '2026-11-23T10:00:00.000Z') {
  return { order: { id, amount, refunded: 0, recordedAt }, alreadyRecorded: false, unlocked: null };
}

/** What is found when the spend is this at the end. */
function found(tell: (story: Story) => void, total: number, orders: number): readonly string[] {
  const story = tellStory();
  tell(story);
  story.ends({ spend: { total, orders, countedSince: null } });
  return story.found(rule);
}

function twoOrders(story: Story): void {
  story.does(record('o1', 300), recorded('o1', 300));
  story.does(record('o2', 200), recorded('o2', 200));
  story.does({ do: 'REFUND', order: 'o1', refund: 'r1', amount: 100 });
}

function oneOrderPerhapsTwo(story: Story): void {
  story.does(record('o1', 300), recorded('o1', 300));
  story.ask(record('o2', 200)).isLost();
}

function sameOrderTwice(story: Story): void {
  for (let time = 0; time < 2; time += 1) story.does(record('o1', 300), recorded('o1', 300));
}

describe('spend', () => {
  it('is what orders come to, refunds taken off', () => {
    expect(found(twoOrders, 400, 2)).toEqual([]);
    expect(found(twoOrders, 500, 2)).toEqual(['m1 has spent 500 by 2 orders; acknowledged are 400 by 2, unknown 0']);
    expect(found(twoOrders, 200, 1)).toHaveLength(1);
    expect(found(twoOrders, 400, 3)).toHaveLength(1);
  });

  it('has an order of which nobody knows in it, or not', () => {
    expect(found(oneOrderPerhapsTwo, 300, 1)).toEqual([]);
    expect(found(oneOrderPerhapsTwo, 500, 2)).toEqual([]);
    expect(found(oneOrderPerhapsTwo, 500, 1)).toHaveLength(1);
    expect(found(oneOrderPerhapsTwo, 200, 1)).toHaveLength(1);
  });

  it('takes no order for new twice', () => {
    expect(found(sameOrderTwice, 300, 1)).toEqual(['o1 was recorded as new 2 times']);
  });

  const at = '2026-11-23T12:00:00.000Z';
  it.for([
    [200, 1, at, 0],
    [500, 2, at, 1],
    [500, 2, null, 1],
  ] as const)('counts from the last revocation on: %i by %i orders, since %s', ([total, orders, since, violations]) => {
    const story = tellStory();
    story.does(record('o1', 300), recorded('o1', 300, '2026-11-23T11:00:00.000Z'));
    story.does(record('o2', 200), recorded('o2', 200, '2026-11-23T13:00:00.000Z'));
    const revoked = { from: 'SILVER', to: 'STANDARD', at, cause: { by: 'REVOKED', reason: 'because' } } as const;
    story.ends({ spend: { total, orders, countedSince: since }, history: [revoked] });
    expect(story.found(rule)).toHaveLength(violations);
  });
});
