import { hasRole, isStaff, type Actor } from '../domain/actor.ts';

/** Whether an actor may read or do something; `source` is the object whose field is asked for. */
export type Rule = (actor: Actor, source: unknown) => boolean;

const anyone: Rule = () => true;
const person: Rule = (actor) => actor.kind === 'PERSON';
const buyer: Rule = (actor) => actor.kind === 'PERSON' && hasRole(actor, 'BUYER');
const staff: Rule = (actor) => actor.kind === 'PERSON' && isStaff(actor);
const supervisor: Rule = (actor) => actor.kind === 'PERSON' && hasRole(actor, 'SUPERVISOR');
const supervisorOrOperator: Rule = (actor) => actor.kind === 'PERSON' && hasRole(actor, 'SUPERVISOR', 'OPERATOR');
const operator: Rule = (actor) => actor.kind === 'PERSON' && hasRole(actor, 'OPERATOR');
const service: Rule = (actor) => hasRole(actor, 'SERVICE');
const serviceOrOperator: Rule = (actor) => hasRole(actor, 'SERVICE', 'OPERATOR');

/** The member itself, or staff. The source is a member. */
const selfOrStaff: Rule = (actor, source) =>
  staff(actor, source) || (actor.kind === 'PERSON' && idOf(source) === actor.memberId);
const selfOrStaffOrService: Rule = (actor, source) => selfOrStaff(actor, source) || service(actor, source);
const staffOrService: Rule = (actor, source) => staff(actor, source) || service(actor, source);

function idOf(source: unknown): unknown {
  return typeof source === 'object' && source !== null && 'id' in source ? source.id : undefined;
}

/** The rules of a type's fields; `otherwise` stands for those that are not named. */
export interface FieldRules {
  readonly fields: Readonly<Record<string, Rule>>;
  readonly otherwise?: Rule;
}

/** What is only reached through an object that was guarded already. */
const throughParent: FieldRules = { fields: {}, otherwise: anyone };

/** A verification is only handed to its owner and to staff; who holds it and what was reviewed before the decision is for staff even then. */
const verification: FieldRules = {
  fields: { claim: staff, firstReview: staff, dissentingReview: staff },
  otherwise: person,
};

/**
 * Who may read or do what: the one place. Every object type of the contract stands here, and every field of Query,
 * Mutation, Subscription and Member; the server does not start otherwise.
 */
export const permissions: Readonly<Record<string, FieldRules>> = {
  Query: {
    fields: {
      viewer: person,
      identityTypes: anyone,
      stages: anyone,
      taxNumberCountries: anyone,
      rejectionReasons: anyone,
      member: anyone,
      verification: person,
      reviewQueue: staff,
      queueCounts: staff,
      decisionsToCheck: staff,
      reviewStatistics: supervisor,
      auditTrail: staff,
      webhookEndpoints: serviceOrOperator,
      webhookEndpoint: serviceOrOperator,
      jobQueue: operator,
      failedJobs: operator,
    },
  },
  Mutation: {
    fields: {
      declareIdentity: buyer,
      beginVerification: buyer,
      uploadMaterial: buyer,
      removeMaterial: buyer,
      submitMaterials: buyer,
      submitTaxNumber: buyer,
      sendEmailCode: buyer,
      submitEmailCode: buyer,
      withdrawVerification: buyer,
      claimVerification: staff,
      releaseVerification: staff,
      approveVerification: staff,
      rejectVerification: staff,
      checkDecision: staff,
      restoreChances: supervisor,
      revokeMembership: supervisor,
      eraseMember: supervisorOrOperator,
      exportMember: person,
      recordOrder: service,
      refundOrder: service,
      registerWebhookEndpoint: service,
      changeWebhookEndpoint: service,
      rotateWebhookSecret: service,
      disableWebhookEndpoint: serviceOrOperator,
      enableWebhookEndpoint: serviceOrOperator,
      removeWebhookEndpoint: service,
      sendTestWebhook: service,
      retryWebhookDelivery: serviceOrOperator,
      replayWebhookEvents: service,
      retryFailedJob: operator,
      retryAllFailedJobs: operator,
    },
  },
  Subscription: {
    fields: {
      verificationReviewed: person,
      membershipChanged: person,
      materialInspected: person,
      reviewQueueChanged: staff,
    },
  },
  Member: {
    fields: {
      id: selfOrStaffOrService,
      subject: staffOrService,
      email: selfOrStaff,
      name: selfOrStaff,
      createdAt: selfOrStaffOrService,
      erasedAt: selfOrStaffOrService,
      identity: selfOrStaff,
      identityType: selfOrStaffOrService,
      membership: selfOrStaffOrService,
      unlockPlan: selfOrStaff,
      chances: selfOrStaff,
      verifications: selfOrStaff,
      spend: selfOrStaffOrService,
      events: selfOrStaff,
    },
  },
  MaterialVerification: verification,
  TaxNumberVerification: { fields: { ...verification.fields, taxNumber: staff, reusedBy: staff }, otherwise: person },
  EmailVerification: verification,
  /** Only handed to its owner and to staff; what it resembles is for staff. */
  Material: { fields: { resemblances: staff }, otherwise: person },
  Decision: { fields: { decidedBy: staff, note: staff, earlierReviews: staff, check: staff }, otherwise: person },
  FirstReview: { fields: {}, otherwise: staff },
  DecisionCheck: { fields: {}, otherwise: staff },
  DecisionReason: { fields: { note: staff }, otherwise: person },
  UnlockedByVerification: { fields: { verification: person } },
  Claim: { fields: {}, otherwise: staff },
  AuditEntry: { fields: {}, otherwise: staff },
  AuditEntryEdge: { fields: {}, otherwise: staff },
  AuditEntryConnection: { fields: {}, otherwise: staff },
  JobQueueState: { fields: {}, otherwise: operator },
  FailedJob: { fields: {}, otherwise: operator },
  FailedJobEdge: { fields: {}, otherwise: operator },
  FailedJobConnection: { fields: {}, otherwise: operator },
  ...Object.fromEntries(
    [
      'Spend',
      'Money',
      'Chances',
      'Order',
      'OnlineRetailer',
      'OfflineRetailer',
      'Wholesaler',
      'ServiceProvider',
      'Manufacturer',
      'Influencer',
      'Organization',
      'OtherBusiness',
      'IdentityTypeRules',
      'InformationField',
      'Requirement',
      'RequirementState',
      'MaterialReading',
      'FactFinding',
      'FoundWords',
      'StatementPeriod',
      'Resemblance',
      'ResemblanceDifference',
      'TaxNumberReuse',
      'MaterialLink',
      'Stage',
      'StatementRequirement',
      'ConfirmedStatement',
      'QueueCounts',
      'StageCount',
      'MethodCount',
      'IdentityTypeCount',
      'ReviewStatistics',
      'AgeBucket',
      'ReviewerStatistics',
      'DayStatistics',
      'UnlockPlan',
      'MethodPath',
      'SpendPath',
      'OutstandingStep',
      'Blocker',
      'ExpectedResult',
      'VerificationConnection',
      'VerificationEdge',
      'PageInfo',
      'RejectionReasonRule',
      'TaxNumberCountry',
      'Membership',
      'MembershipLevel',
      'MembershipChange',
      'Benefit',
      'UnlockedBySpend',
      'RevokedBySupervisor',
      'VerificationReviewed',
      'MembershipChanged',
      'ReviewQueueChanged',
      'Inspection',
      'InspectionRefusal',
      'InspectionWarning',
      'MaterialPage',
      'MaterialInspected',
      'WebhookEndpoint',
      'WebhookSecretRotation',
      'WebhookDelivery',
      'WebhookAttempt',
      'WebhookDeliveryConnection',
      'WebhookDeliveryEdge',
    ].map((type) => [type, throughParent]),
  ),
};

/** Types whose fields are all listed one by one. */
export const exhaustiveTypes = ['Query', 'Mutation', 'Subscription', 'Member'] as const;

/** Whether a type is a mutation's own answer: its success, or an expected failure. Only who may run the mutation gets one. */
export function isAnswer(type: {
  readonly name: string;
  getInterfaces(): readonly { readonly name: string }[];
}): boolean {
  return (
    type.name.endsWith('Success') ||
    type.name === 'InputIssue' ||
    type.getInterfaces().some((one) => one.name === 'Problem')
  );
}

/** The rule of a field; undefined when the table does not say. */
export function ruleOf(type: string, field: string): Rule | undefined {
  const rules = permissions[type];
  return rules?.fields[field] ?? rules?.otherwise;
}
