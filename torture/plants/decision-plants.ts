import type { Plant } from './plant.ts';

/** Bugs in decisions, and in what reviewers and buyers read of them. */
export const decisionPlants: readonly Plant[] = [
  {
    name: 'two-deciders-win',
    says: 'whoever decides later overwrites, and both hear yes',
    rule: 'decisions-stand',
    edits: [
      {
        file: 'application/under-review.js',
        find: 'if (verification.version !== reviewed.version)',
        replace: 'if (false)',
      },
      { file: 'application/under-review.js', find: "if (verification.status !== 'SUBMITTED')", replace: 'if (false)' },
      {
        file: 'database/stores/decision-store.js',
        find: 'session.create(DecisionEntity, {',
        replace: `
          if ((await decisionsOn(session, [decision.verificationId])).length > 0) return;
          session.create(DecisionEntity, {`,
      },
    ],
    plan: { reviewers: 4, mix: { rivalPercent: 100, takeWeights: { RUSH: 1 } } },
  },
  {
    name: 'decision-without-membership',
    says: 'an approval is committed, and the stage stays locked',
    rule: 'membership-follows',
    edits: [
      {
        file: 'application/approve-verification.js',
        find: 'await unlockStage(deps.policy, session, memberId, stage, cause, at);',
        replace: '',
      },
    ],
    plan: { orders: 0, mix: { approvePercent: 100 } },
  },
  {
    name: 'answer-before-commit',
    says: 'yes is said before the transaction commits',
    rule: 'statuses-move-on',
    edits: [
      {
        file: 'database/database.js',
        find: 'transaction: (work) => orm.em.fork().transactional(work),',
        replace: `
          transaction: (work) => new Promise((resolve, reject) => {
            orm.em.fork().transactional(async (session) => {
              const done = await work(session);
              resolve(done);
              await new Promise((wait) => { setTimeout(wait, 300); });
              return done;
            }).catch(reject);
          }),`,
      },
    ],
  },
  {
    name: 'stale-read',
    says: 'a member’s verifications are read once and kept for good',
    rule: 'statuses-move-on',
    edits: [
      {
        file: 'database/verifications-of-members.js',
        find: 'export async function newestVerificationsOf(session, memberIds, first) {',
        replace: `
          const kept = new Map();
          export async function newestVerificationsOf(session, memberIds, first) {
            const key = JSON.stringify([memberIds, first]);
            if (!kept.has(key)) kept.set(key, readNewest(session, memberIds, first));
            return kept.get(key);
          }
          async function readNewest(session, memberIds, first) {`,
      },
    ],
  },
  {
    name: 'promise-moves',
    says: 'the promised day changes when a verification is decided',
    rule: 'promises-are-kept',
    edits: [
      {
        file: 'application/decide.js',
        find: 'status: decision.outcome,',
        replace: "status: decision.outcome, expectedLatest: '2099-12-31',",
      },
    ],
  },
  {
    name: 'audit-entry-missing',
    says: 'a decision is not in the audit trail',
    rule: 'audit-trail-is-whole',
    edits: [
      {
        file: 'application/decide.js',
        find: 'await recordAct(session, { act, actor, role: staffRoleOf(actor), at, memberId, verificationId: id });',
        replace: '',
      },
    ],
  },
];
