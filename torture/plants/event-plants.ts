import type { Plant } from './plant.ts';

/** Many memberships change at once, each for the last time: events of transactions that commit in another order than they began. */
const storm = {
  buyers: 24,
  services: 8,
  orders: 6,
  steps: 1,
  reviewers: 1,
  mix: {
    stepWeights: { READ: 1 },
    amounts: [2_500_000],
    refundPercent: 0,
    repeatPercent: 0,
    mannerWeights: { STEADY: 1 },
  },
} as const;

/** Decisions all the time, and servers that die meanwhile. */
const kills = {
  kills: 3,
  buyers: 6,
  reviewers: 3,
  steps: 4,
  orders: 0,
  mix: { stepWeights: { TAX_NUMBER: 1 }, withdrawPercent: 0, releasePercent: 0, takeWeights: { RUSH: 1 } },
} as const;

const review = "{ type: 'VERIFICATION_REVIEWED', at, memberId, verificationId: id },";

/** Bugs between a commit and who follows the log. */
export const eventPlants: readonly Plant[] = [
  {
    name: 'follower-skips-late-commits',
    says: 'who follows the log goes past transactions that still run, and never sees what they commit',
    rule: 'subscribers-hear-all',
    edits: [
      {
        file: 'database/event-log.js',
        find: '.where(isSettled)',
        replace: '',
      },
      {
        // Some take longer than others, as on a busy machine.
        file: 'application/unlock-stage.js',
        find: 'return change;',
        replace: 'await new Promise((resolve) => { setTimeout(resolve, Math.random() * 400); }); return change;',
      },
    ],
    plan: storm,
  },
  {
    name: 'cursor-includes-itself',
    says: 'the event of the cursor is read again',
    rule: 'subscribers-hear-all',
    edits: [
      { file: 'database/event-log.js', find: '(epoch, xid, id) > (', replace: '(epoch, xid, id) >= (' },
      {
        file: 'database/recent-events.js',
        find: 'comparePositions(event.position, position) <= 0',
        replace: 'comparePositions(event.position, position) < 0',
      },
    ],
  },
  {
    name: 'membership-event-left-out',
    says: 'a membership changes, and the log does not tell',
    rule: 'subscribers-hear-all',
    edits: [
      {
        file: 'application/unlock-stage.js',
        find: "await appendEvents(session, [{ type: 'MEMBERSHIP_CHANGED', at, memberId, membershipChangeId: change.id }]);",
        replace: '',
      },
    ],
  },
  {
    name: 'followers-never-woken',
    says: 'the wake-up is lost, and nobody looks by himself',
    rule: 'subscribers-hear-all',
    edits: [
      { file: 'database/event-follower.js', find: "client.on('notification', look);", replace: '' },
      {
        file: 'database/event-follower.js',
        find: 'timer = setTimeout(look, more ? SOON : options.pollMilliseconds);',
        replace: 'void more;',
      },
    ],
    plan: { mix: { mannerWeights: { STEADY: 1 } } },
  },
  {
    name: 'event-before-decision',
    says: 'the event is committed before the decision, which may never be',
    rule: 'subscribers-hear-all',
    edits: [
      { file: 'application/decide.js', find: review, replace: '' },
      {
        file: 'application/decide.js',
        find: 'const decided = await changeVerification(session, id, {',
        replace: `
          await session.fork().transactional((own) => appendEvents(own, [${review}]));
          await new Promise((resolve) => { setTimeout(resolve, 400); });
          const decided = await changeVerification(session, id, {`,
      },
    ],
    plan: kills,
  },
  {
    name: 'event-after-decision',
    says: 'the event is committed after the decision, unless the server dies between',
    rule: 'subscribers-hear-all',
    edits: [
      { file: 'application/decide.js', find: review, replace: '' },
      {
        file: 'application/decide.js',
        find: 'const decided = await changeVerification(session, id, {',
        replace: `
          const later = session.fork();
          setTimeout(() => later.transactional((own) => appendEvents(own, [${review}])).catch(() => {}), 3000);
          const decided = await changeVerification(session, id, {`,
      },
    ],
    plan: kills,
  },
];
