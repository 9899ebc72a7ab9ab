import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LoggedEvent } from '../../src/database/event-log.ts';
import { createRecentEvents } from '../../src/database/recent-events.ts';

const MEMBERS = ['one', 'other'] as const;
const place = (number: number) => ({ epoch: 1, xid: BigInt(number), id: 0n });
const event = (number: number, memberId: string): LoggedEvent => ({
  position: place(number),
  type: 'MEMBERSHIP_CHANGED',
  at: new Date(0),
  memberId,
  verificationId: null,
  membershipChangeId: null,
  materialId: null,
  queueChange: null,
});

it('gives what the log would give, and where it can’t know it says so', () => {
  const batches = fc.array(fc.array(fc.constantFrom(...MEMBERS), { maxLength: 7 }), { maxLength: 30 });
  fc.assert(
    fc.property(batches, fc.nat(250), fc.constantFrom(...MEMBERS), (given, asked, memberId) => {
      const recent = createRecentEvents(place(0), 10);
      const log: LoggedEvent[] = [];
      for (const batch of given) {
        const events = batch.map((owner, index) => event(log.length + index + 1, owner));
        recent.add(events);
        log.push(...events);
      }
      const all = log.filter((one) => one.position.xid > BigInt(asked) && one.memberId === memberId);
      const found = recent.after(place(asked), { memberId });
      const isNear = log.length - asked <= 10;
      // Whoever is at most ten events behind is always answered.
      expect(found ?? (isNear ? 'unknown' : all)).toEqual(all);
    }),
  );
});

it('a place from before it began is not known', () => {
  expect(createRecentEvents(place(5), 10).after(place(4), {})).toBeUndefined();
  expect(createRecentEvents(place(5), 10).after(place(5), {})).toEqual([]);
});

it('holds at most twice what it is asked to keep', () => {
  const recent = createRecentEvents(place(0), 10);
  for (let number = 1; number <= 1000; number += 1) {
    recent.add([event(number, 'one')]);
    let kept = 0;
    while (recent.after(place(number - kept - 1), {}) !== undefined && kept < number) kept += 1;
    expect(kept).toBeLessThanOrEqual(20);
  }
});
