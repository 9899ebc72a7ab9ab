import * as fc from 'fast-check';
import { methods, type Method } from '../../src/domain/method.ts';
import type { Policy, Stage } from '../../src/domain/policy.ts';

const arbitraryStage = fc.record({
  methods: fc.subarray<Method>([...methods]),
  // How much more it takes than the stage below; null: spending does not unlock it.
  more: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
});

/** Policies of one to six stages whose amounts rise, as a policy file's must; every higher stage can be unlocked somehow. */
export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({
    higher: fc.array(
      arbitraryStage.filter(({ methods: accepted, more }) => accepted.length > 0 || more !== null),
      { maxLength: 5 },
    ),
    chances: fc.record({
      MATERIALS: fc.integer({ min: 1, max: 5 }),
      TAX_NUMBER: fc.integer({ min: 1, max: 5 }),
      EMAIL: fc.integer({ min: 1, max: 5 }),
    }),
  })
  .map(({ higher, chances }) => {
    let amount = 0;
    const stages = higher.map(({ methods: accepted, more }, index): Stage => {
      amount += more ?? 0;
      const spendRequired = more === null ? null : { amount, currency: 'USD' };
      return { ...stageOf(index + 1), methods: accepted, spendRequired };
    });
    return { ...policy, stages: [stageOf(0), ...stages], chances };
  });

function stageOf(rank: number): Stage {
  const none = { benefits: [], methods: [], spendRequired: null, statementRequired: null, secondReview: false };
  return { code: `STAGE_${rank}`, name: `Stage ${rank}`, rank, ...none };
}

const policy: Omit<Policy, 'stages' | 'chances'> = {
  marketplace: { name: 'Sample Market', memberCenterUrl: null },
  currency: 'USD',
  review: { claimMinutes: 30, earliestWorkingDay: 2, latestWorkingDay: 4, remindersTo: null, recheckShare: 0 },
  reminders: { claimLapsingMinutes: 5, draftDays: 7, hour: 9 },
  retention: { mailDays: 90, failedJobDays: 90, withdrawnDraftDays: 30, abandonedDraftDays: 180, materialDays: {} },
  calendar: { country: 'US', timeZone: 'America/New_York', weekend: [6, 0], holidays: [], makeUpDays: [] },
  events: { keepDays: 400 },
  materials: { maxFileBytes: 1, maxTotalBytes: 1, maxFiles: 1, maxPages: 60, maxInspectionSeconds: 60, linkMinutes: 5 },
  emailCode: { minutesValid: 10, resendSeconds: 60, perHour: { address: 5, member: 10, overall: 1000 } },
  emailDomains: { refuseFree: true, refuseDisposable: true, alsoRefuse: [], alwaysAccept: [] },
  webhooks: {
    maxEndpoints: 10,
    attempts: 10,
    disableAfterDays: 5,
    previousSecretHours: 24,
    keepDeliveriesDays: 30,
    testsPerHour: 60,
  },
};
