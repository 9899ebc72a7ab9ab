import type { Plant } from './plant.ts';

/** Nothing but codes, most of them wrong. */
const guesses = {
  orders: 0,
  steps: 3,
  mix: { stepWeights: { EMAIL: 1 }, wrongCodes: 4, atOncePercent: 100, withdrawPercent: 0 },
} as const;

/** Orders and refunds, many of them sent again. */
const shopping = { buyers: 4, steps: 1, services: 3, orders: 14, mix: { repeatPercent: 80 } } as const;

/** Bugs in what is counted: chances, and spend. */
export const countingPlants: readonly Plant[] = [
  {
    name: 'wrong-code-gives-chance-back',
    says: 'a wrong code costs nothing',
    rule: 'chances-add-up',
    edits: [
      {
        file: 'application/submit-email-code.js',
        find: 'return wrongCode(limit - used);',
        replace: `{
          const pool = await deps.database.pool();
          await pool.query("update chance set used = used - 1 where member_id = $1 and method = 'EMAIL'", [memberId]);
          return wrongCode(limit - used);
        }`,
      },
    ],
    plan: guesses,
  },
  {
    name: 'chance-check-not-atomic',
    says: 'the chances are read, then written: what comes between is lost',
    rule: 'chances-add-up',
    edits: [
      {
        file: 'database/stores/chance-store.js',
        find: 'export async function spendChance(session, memberId, method, limit) {',
        replace: `export async function spendChance(session, memberId, method, limit) {
          const read = (await chancesUsed(session, [memberId])).get(memberId)[method];
          if (read >= limit) return undefined;
          await new Promise((resolve) => { setTimeout(resolve, 30); });`,
      },
      {
        file: 'database/stores/chance-store.js',
        find: '.doUpdateSet({ used: sql `chance.used + 1` })',
        replace: '.doUpdateSet({ used: read + 1 })',
      },
    ],
    plan: guesses,
  },
  {
    name: 'order-counted-again',
    says: 'an order that is sent again counts again',
    rule: 'spend-adds-up',
    edits: [
      {
        file: 'application/record-order.js',
        find: 'if (!(await insertOrder(session, order)))',
        replace:
          'if (!(await insertOrder(session, order)) && !(await insertOrder(session, { ...order, id: `${order.id}+` })))',
      },
    ],
    plan: shopping,
  },
  {
    name: 'refund-ignored',
    says: 'a refund is kept, and takes nothing off',
    rule: 'spend-adds-up',
    edits: [{ file: 'database/stores/order-store.js', find: 'order.refunded += refund.amount;', replace: '' }],
    plan: shopping,
  },
  {
    name: 'spend-unlock-skipped',
    says: 'spend reaches a stage, and it stays locked',
    rule: 'membership-follows',
    edits: [
      {
        file: 'application/record-order.js',
        find: 'const change = await unlockStage(policy, session, member.id, stage, cause, at);',
        replace: 'const change = undefined;',
      },
    ],
    plan: shopping,
  },
  {
    name: 'commit-not-on-disk',
    says: 'a commit is acknowledged before it is on disk, and PostgreSQL dies',
    rule: 'spend-adds-up',
    edits: [
      {
        file: 'database/database.js',
        find: 'statement_timeout: PATIENCE,',
        replace: "statement_timeout: PATIENCE, options: '-c synchronous_commit=off',",
      },
    ],
    plan: { buyers: 4, steps: 1, services: 4, orders: 15, restarts: 2 },
    needsOwnDatabase: true,
  },
];
