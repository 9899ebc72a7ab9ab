import type { MaterialKind } from './material.ts';
import type { Method } from './method.ts';

/** An amount in the minor unit of its currency. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What a statement must show for a stage. */
export interface StatementRequirement {
  /** The least that flowed in the period, in the policy's currency. */
  readonly amount: Money;
  /** The least length of the period. */
  readonly months: number;
}

/** Something that a level grants. */
export interface Benefit {
  readonly key: string;
  readonly name: string;
  readonly description: string;
}

/** What a member can unlock; the level of the same code is what it is then. */
export interface Stage {
  readonly code: string;
  readonly name: string;
  /** 0 is the stage that everyone has. */
  readonly rank: number;
  /** All that the level grants, with what lower levels grant. */
  readonly benefits: readonly Benefit[];
  readonly methods: readonly Method[];
  /** The spend that unlocks it; null when spending does not. */
  readonly spendRequired: Money | null;
  /** What a statement must show for it; null: whatever it shows will do. */
  readonly statementRequired: StatementRequirement | null;
  /** Whether two reviewers have to decide the same. */
  readonly secondReview: boolean;
}

/** What the operator tunes, checked at start. */
export interface Policy {
  readonly marketplace: { readonly name: string; readonly memberCenterUrl: string | null };
  /** The one currency in which spend is counted. */
  readonly currency: string;
  /** By rank, the lowest first; never empty. */
  readonly stages: readonly [Stage, ...Stage[]];
  readonly chances: Readonly<Record<Method, number>>;
  readonly review: {
    readonly claimMinutes: number;
    readonly earliestWorkingDay: number;
    readonly latestWorkingDay: number;
    /** A mailbox of the reviewers' team; null: nobody is told which cases are due. */
    readonly remindersTo: string | null;
    /** The share of decisions that is drawn to be checked again, 0 to 1. */
    readonly recheckShare: number;
  };
  readonly reminders: {
    /** How long before a claim lapses it is reminded of; never when the claim is no longer than that. */
    readonly claimLapsingMinutes: number;
    /** How long a draft lies untouched before its buyer is reminded. */
    readonly draftDays: number;
    /** The hour of the operator's day at which mails remind, 0 to 23. */
    readonly hour: number;
  };
  /** How long is kept what nobody needs for good, in days. */
  readonly retention: {
    readonly mailDays: number;
    readonly failedJobDays: number;
    /** The files of drafts that were withdrawn. */
    readonly withdrawnDraftDays: number;
    /** The files of drafts that lie untouched. */
    readonly abandonedDraftDays: number;
    /** The files of materials after the decision, by kind; a kind that is not named is kept for good. */
    readonly materialDays: Readonly<Partial<Record<MaterialKind, number>>>;
  };
  readonly calendar: {
    readonly country: string;
    readonly state?: string | undefined;
    readonly region?: string | undefined;
    readonly timeZone: string;
    /** 0 is Sunday. */
    readonly weekend: readonly number[];
    readonly holidays: readonly string[];
    readonly makeUpDays: readonly string[];
  };
  /** How long the log of events is kept. */
  readonly events: { readonly keepDays: number };
  readonly materials: {
    readonly maxFileBytes: number;
    readonly maxTotalBytes: number;
    readonly maxFiles: number;
    readonly linkMinutes: number;
    /** Most pages of a PDF. */
    readonly maxPages: number;
    /** How long it may take to open a PDF and render its pages. */
    readonly maxInspectionSeconds: number;
  };
  readonly emailCode: {
    readonly minutesValid: number;
    readonly resendSeconds: number;
    /** Most codes in an hour to one address, for one member, and in all. */
    readonly perHour: { readonly address: number; readonly member: number; readonly overall: number };
  };
  readonly emailDomains: {
    readonly refuseFree: boolean;
    readonly refuseDisposable: boolean;
    readonly alsoRefuse: readonly string[];
    readonly alwaysAccept: readonly string[];
  };
  readonly webhooks: {
    readonly maxEndpoints: number;
    /** How often a message is sent before it is given up. */
    readonly attempts: number;
    /** After how many days without a success an endpoint is disabled. */
    readonly disableAfterDays: number;
    /** For how long the secret before a rotation goes on signing. */
    readonly previousSecretHours: number;
    readonly keepDeliveriesDays: number;
    /** Most tests in an hour to the endpoints of one service. */
    readonly testsPerHour: number;
  };
}

/** The stage of a code; undefined when the policy has none. */
export function findStage(policy: Policy, code: string): Stage | undefined {
  return policy.stages.find((stage) => stage.code === code);
}
