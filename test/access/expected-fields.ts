/** Who asks: a buyer for what is its own, or one of the others. */
export type Asker = 'owner' | 'reviewer' | 'supervisor' | 'service';

/** All askers, in the table's order. */
export const askers: readonly Asker[] = ['owner', 'reviewer', 'supervisor', 'service'];

const O = 'owner';
const R = 'reviewer';
const S = 'supervisor';
const P = 'service';

const ofVerification = {
  id: [O, R, S],
  member: [O, R, S],
  stage: [O, R, S],
  method: [O, R, S],
  status: [O, R, S],
  version: [O, R, S],
  identity: [O, R, S],
  createdAt: [O, R, S],
  submittedAt: [O, R, S],
  expectedResult: [O, R, S],
  overdue: [O, R, S],
  claim: [R, S],
  decision: [O, R, S],
} as const;

/**
 * Who may read each field of an object that is guarded by itself; an owner is the buyer whose it is. A change of the
 * permissions changes this table.
 */
export const objectFields: Readonly<Record<string, Readonly<Record<string, readonly Asker[]>>>> = {
  Member: {
    id: [O, R, S, P],
    subject: [R, S, P],
    email: [O, R, S],
    name: [O, R, S],
    createdAt: [O, R, S, P],
    erasedAt: [O, R, S, P],
    identity: [O, R, S],
    identityType: [O, R, S, P],
    membership: [O, R, S, P],
    unlockPlan: [O, R, S],
    chances: [O, R, S],
    verifications: [O, R, S],
    spend: [O, R, S, P],
    events: [O, R, S],
  },
  MaterialVerification: { ...ofVerification, materials: [O, R, S], requirements: [O, R, S] },
  TaxNumberVerification: {
    ...ofVerification,
    country: [O, R, S],
    maskedTaxNumber: [O, R, S],
    taxNumber: [R, S],
    verdict: [O, R, S],
  },
  EmailVerification: { ...ofVerification, email: [O, R, S], codeExpiresAt: [O, R, S], confirmedAt: [O, R, S] },
  Decision: { outcome: [O, R, S], reasons: [O, R, S], decidedAt: [O, R, S], decidedBy: [R, S], note: [R, S] },
  DecisionReason: {
    code: [O, R, S],
    message: [O, R, S],
    remedy: [O, R, S],
    remedyMessage: [O, R, S],
    material: [O, R, S],
    note: [R, S],
  },
  UnlockedByVerification: { verification: [O, R, S] },
  Claim: { reviewer: [R, S], until: [R, S] },
  AuditEntry: {
    id: [R, S],
    at: [R, S],
    act: [R, S],
    actor: [R, S],
    role: [R, S],
    member: [R, S],
    verification: [R, S],
    reason: [R, S],
    hash: [R, S],
  },
  AuditEntryEdge: { node: [R, S], cursor: [R, S] },
  AuditEntryConnection: { edges: [R, S], nodes: [R, S], pageInfo: [R, S] },
  // Operators alone, who stand in no other table: test/jobs/failed-jobs.test.ts reads them all.
  JobQueueState: { waiting: [], oldestWaitingSince: [], scheduled: [], running: [], retrying: [], failed: [] },
  FailedJob: { id: [], task: [], about: [], attempts: [], lastError: [], createdAt: [], failedAt: [] },
  FailedJobEdge: { node: [], cursor: [] },
  FailedJobConnection: { edges: [], nodes: [], pageInfo: [] },
};

/** Types that are only reached through an object that was guarded already: whoever got there may read all. */
export const throughParent: readonly string[] = [
  'Benefit',
  'Blocker',
  'Chances',
  'ExpectedResult',
  'IdentityTypeRules',
  'Influencer',
  'InformationField',
  'Manufacturer',
  'Material',
  'MaterialLink',
  'Membership',
  'MembershipChange',
  'MembershipChanged',
  'MembershipLevel',
  'MethodPath',
  'Money',
  'OfflineRetailer',
  'OnlineRetailer',
  'Order',
  'Organization',
  'OtherBusiness',
  'OutstandingStep',
  'PageInfo',
  'RejectionReasonRule',
  'Requirement',
  'RequirementState',
  'ReviewQueueChanged',
  'RevokedBySupervisor',
  'ServiceProvider',
  'Spend',
  'SpendPath',
  'Stage',
  'TaxNumberCountry',
  'UnlockPlan',
  'UnlockedBySpend',
  'VerificationConnection',
  'VerificationEdge',
  'VerificationReviewed',
  'WebhookAttempt',
  'WebhookDelivery',
  'WebhookDeliveryConnection',
  'WebhookDeliveryEdge',
  'WebhookEndpoint',
  'WebhookSecretRotation',
  'Wholesaler',
];
