import { z } from 'zod';
import { materialKinds } from '../domain/material.ts';
import { methods } from '../domain/method.ts';

const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'must be capital letters, digits and underscores');
const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be small letters, digits and underscores');
const name = z.string().trim().min(1).max(100);
const minorUnits = z.int().positive();
const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain in small letters, for example shop.example');
const keptDays = z.int().min(1).max(3650);
const megabytes = z.number().positive().max(1000);

const stage = z.strictObject({
  code,
  name,
  methods: z.array(z.enum(methods)).default([]),
  spend: minorUnits.optional(),
  statement: z.strictObject({ amount: minorUnits, months: z.int().min(1).max(60) }).optional(),
  benefits: z.array(key).default([]),
});

/** The form of policy.yaml. What one entry means stands beside it in the shipped file. */
export const policyFile = z.strictObject({
  marketplace: z.strictObject({ name, memberCenterUrl: z.url({ protocol: /^https?$/ }).optional() }),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, for example USD'),
  benefits: z.array(z.strictObject({ key, name, description: z.string().trim().min(1).max(500) })),
  stages: z.array(stage).min(1),
  chances: z.strictObject({
    MATERIALS: z.int().min(1).max(1000),
    TAX_NUMBER: z.int().min(1).max(1000),
    EMAIL: z.int().min(1).max(1000),
  }),
  review: z.strictObject({
    earliestWorkingDay: z.int().min(1).max(100),
    latestWorkingDay: z.int().min(1).max(100),
    claimMinutes: z.int().min(1).max(1440),
    remindersTo: z.email('must be an email address, for example reviewers@market.example').optional(),
    // A policy of an earlier version has neither of these.
    secondReview: z.strictObject({ stages: z.array(code) }).prefault({ stages: [] }),
    recheckShare: z.number().min(0).max(1).default(0),
  }),
  reminders: z
    .strictObject({
      claimLapsingMinutes: z.int().min(1).max(1439).optional(),
      draftDays: z.int().min(1).max(365).default(7),
      hour: z.int().min(0).max(23).default(9),
    })
    .prefault({}),
  retention: z
    .strictObject({
      mailDays: keptDays.default(90),
      failedJobDays: keptDays.default(90),
      withdrawnDraftDays: keptDays.default(30),
      abandonedDraftDays: keptDays.default(180),
      materialDays: z.partialRecord(z.enum(materialKinds), keptDays).default({}),
    })
    .prefault({}),
  calendar: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code, for example US'),
    state: z.string().optional(),
    region: z.string().optional(),
    timeZone: z.string(),
    weekend: z.array(z.int().min(0).max(6)).max(6),
    holidays: z.array(z.iso.date()).default([]),
    makeUpDays: z.array(z.iso.date()).default([]),
  }),
  events: z.strictObject({ keepDays: z.int().min(1).max(36_500).default(400) }).prefault({}),
  materials: z.strictObject({
    maxFileMegabytes: megabytes,
    maxTotalMegabytes: megabytes,
    maxFiles: z.int().min(1).max(100),
    linkMinutes: z.int().min(1).max(60),
    maxPages: z.int().min(1).max(1000).default(60),
    maxInspectionSeconds: z.int().min(1).max(600).default(60),
  }),
  emailCode: z.strictObject({
    minutesValid: z.int().min(1).max(60),
    resendSeconds: z.int().min(1).max(3600),
    perHour: z.strictObject({
      address: z.int().min(1).max(1000),
      member: z.int().min(1).max(1000),
      overall: z.int().min(1).max(1_000_000),
    }),
  }),
  emailDomains: z.strictObject({
    refuseFree: z.boolean(),
    refuseDisposable: z.boolean(),
    alsoRefuse: z.array(domain).default([]),
    alwaysAccept: z.array(domain).default([]),
  }),
  // A policy of an earlier version has no such section.
  webhooks: z
    .strictObject({
      maxEndpoints: z.int().min(1).max(100).default(10),
      attempts: z.int().min(1).max(30).default(10),
      disableAfterDays: z.int().min(1).max(30).default(5),
      previousSecretHours: z.int().min(1).max(720).default(24),
      keepDeliveriesDays: z.int().min(1).max(365).default(30),
      testsPerHour: z.int().min(1).max(10_000).default(60),
    })
    .prefault({}),
});

/** policy.yaml as it was read. */
export type PolicyFile = z.infer<typeof policyFile>;
