import { registerEnumType } from 'type-graphql';
import { roles, type Role as DomainRole } from '../domain/actor.ts';
import { auditActs, type AuditAct as DomainAuditAct } from '../domain/audit.ts';
import {
  outcomes,
  reasonRules,
  remedies,
  type Outcome as DomainOutcome,
  type ReasonCode as DomainReasonCode,
  type Remedy as DomainRemedy,
} from '../domain/decision.ts';
import { emailRefusals, type EmailRefusal as DomainEmailRefusal } from '../domain/email-refusal.ts';
import { factMarks, type FactMark as DomainFactMark } from '../domain/facts/finding.ts';
import { readingStates, type ReadingState as DomainReadingState } from '../domain/facts/material-reading.ts';
import { identityTypes, type IdentityType as DomainIdentityType } from '../domain/identity.ts';
import { informationFormats, type InformationFormat as DomainInformationFormat } from '../domain/information.ts';
import {
  inspectionRefusalCodes,
  inspectionStates,
  inspectionWarningCodes,
  type InspectionRefusalCode as DomainInspectionRefusalCode,
  type InspectionState as DomainInspectionState,
  type InspectionWarningCode as DomainInspectionWarningCode,
} from '../domain/inspection.ts';
import {
  deletionCauses,
  facts,
  materialKinds,
  type DeletionCause,
  type Fact as DomainFact,
  type MaterialKind as DomainMaterialKind,
} from '../domain/material.ts';
import { jobTasks, type JobTask as DomainJobTask } from '../domain/job-task.ts';
import { methods, type Method as DomainMethod } from '../domain/method.ts';
import {
  claimFilters,
  queueChanges,
  type ClaimFilter as DomainClaimFilter,
  type QueueChange as DomainQueueChange,
} from '../domain/queue.ts';
import { resemblanceKinds, type ResemblanceKind as DomainResemblanceKind } from '../domain/resemblance/resemblance.ts';
import { taxNumberVerdicts, type TaxNumberVerdict as DomainTaxNumberVerdict } from '../domain/tax-number.ts';
import {
  blockerCodes,
  stepCodes,
  type BlockerCode as DomainBlockerCode,
  type StepCode as DomainStepCode,
} from '../domain/unlock-plan.ts';
import {
  verificationStatuses,
  type VerificationStatus as DomainVerificationStatus,
} from '../domain/verification-status.ts';

import {
  webhookAttemptOutcomes,
  webhookDeliveryStatuses,
  webhookDisabledCauses,
  webhookEndpointStatuses,
  webhookEventTypes,
  webhookUrlRefusals,
  type WebhookAttemptOutcome as DomainWebhookAttemptOutcome,
  type WebhookDeliveryStatus as DomainWebhookDeliveryStatus,
  type WebhookDisabledCause as DomainWebhookDisabledCause,
  type WebhookEventType as DomainWebhookEventType,
  type WebhookUrlRefusal as DomainWebhookUrlRefusal,
} from '../domain/webhook.ts';

// Each name is two things: the value stands in thunks (`() => Role`), the type is the domain's.

/** Binds the contract's enum `Role`. */
export const Role = bindEnum('Role', roles);
/** One of its values. */
export type Role = DomainRole;

/** Binds the contract's enum `IdentityType`. */
export const IdentityType = bindEnum('IdentityType', identityTypes);
/** One of its values. */
export type IdentityType = DomainIdentityType;

/** Binds the contract's enum `InformationFormat`. */
export const InformationFormat = bindEnum('InformationFormat', informationFormats);
/** One of its values. */
export type InformationFormat = DomainInformationFormat;

/** Binds the contract's enum `MaterialKind`. */
export const MaterialKind = bindEnum('MaterialKind', materialKinds);
/** One of its values. */
export type MaterialKind = DomainMaterialKind;

/** Binds the contract's enum `Fact`. */
export const Fact = bindEnum('Fact', facts);
/** One of its values. */
export type Fact = DomainFact;

/** Binds the contract's enum `StepCode`. */
export const StepCode = bindEnum('StepCode', stepCodes);
/** One of its values. */
export type StepCode = DomainStepCode;

/** Binds the contract's enum `BlockerCode`. */
export const BlockerCode = bindEnum('BlockerCode', blockerCodes);
/** One of its values. */
export type BlockerCode = DomainBlockerCode;

/** Binds the contract's enum `Method`. */
export const Method = bindEnum('Method', methods);
/** One of its values. */
export type Method = DomainMethod;

/** Binds the contract's enum `VerificationStatus`. */
export const VerificationStatus = bindEnum('VerificationStatus', verificationStatuses);
/** One of its values. */
export type VerificationStatus = DomainVerificationStatus;

/** Binds the contract's enum `ClaimFilter`. */
export const ClaimFilter = bindEnum('ClaimFilter', claimFilters);
/** One of its values. */
export type ClaimFilter = DomainClaimFilter;

/** Binds the contract's enum `Outcome`. */
export const Outcome = bindEnum('Outcome', outcomes);
/** One of its values. */
export type Outcome = DomainOutcome;

/** Binds the contract's enum `ReasonCode`. */
export const ReasonCode = bindEnum('ReasonCode', Object.keys(reasonRules));
/** One of its values. */
export type ReasonCode = DomainReasonCode;

/** Binds the contract's enum `Remedy`. */
export const Remedy = bindEnum('Remedy', Object.keys(remedies));
/** One of its values. */
export type Remedy = DomainRemedy;

/** Binds the contract's enum `TaxNumberVerdict`. */
export const TaxNumberVerdict = bindEnum('TaxNumberVerdict', taxNumberVerdicts);
/** One of its values. */
export type TaxNumberVerdict = DomainTaxNumberVerdict;

/** Binds the contract's enum `EmailRefusal`. */
export const EmailRefusal = bindEnum('EmailRefusal', emailRefusals);
/** One of its values. */
export type EmailRefusal = DomainEmailRefusal;

/** Binds the contract's enum `QueueChange`. */
export const QueueChange = bindEnum('QueueChange', queueChanges);
/** One of its values. */
export type QueueChange = DomainQueueChange;

/** Binds the contract's enum `MaterialDeletionCause`. */
export const MaterialDeletionCause = bindEnum('MaterialDeletionCause', deletionCauses);
/** One of its values. */
export type MaterialDeletionCause = DeletionCause;

/** Binds the contract's enum `AuditAct`. */
export const AuditAct = bindEnum('AuditAct', auditActs);
/** One of its values. */
export type AuditAct = DomainAuditAct;

/** Binds the contract's enum `WebhookEventType`. */
export const WebhookEventType = bindEnum('WebhookEventType', webhookEventTypes);
/** One of its values. */
export type WebhookEventType = DomainWebhookEventType;

/** Binds the contract's enum `WebhookEndpointStatus`. */
export const WebhookEndpointStatus = bindEnum('WebhookEndpointStatus', webhookEndpointStatuses);

/** Binds the contract's enum `WebhookDisabledCause`. */
export const WebhookDisabledCause = bindEnum('WebhookDisabledCause', webhookDisabledCauses);
/** One of its values. */
export type WebhookDisabledCause = DomainWebhookDisabledCause;

/** Binds the contract's enum `WebhookDeliveryStatus`. */
export const WebhookDeliveryStatus = bindEnum('WebhookDeliveryStatus', webhookDeliveryStatuses);
/** One of its values. */
export type WebhookDeliveryStatus = DomainWebhookDeliveryStatus;

/** Binds the contract's enum `WebhookAttemptOutcome`. */
export const WebhookAttemptOutcome = bindEnum('WebhookAttemptOutcome', webhookAttemptOutcomes);
/** One of its values. */
export type WebhookAttemptOutcome = DomainWebhookAttemptOutcome;

/** Binds the contract's enum `WebhookUrlRefusal`. */
export const WebhookUrlRefusal = bindEnum('WebhookUrlRefusal', webhookUrlRefusals);
/** One of its values. */
export type WebhookUrlRefusal = DomainWebhookUrlRefusal;
/** Binds the contract's enum `InspectionState`. */
export const InspectionState = bindEnum('InspectionState', inspectionStates);
/** One of its values. */
export type InspectionState = DomainInspectionState;

/** Binds the contract's enum `InspectionRefusalCode`. */
export const InspectionRefusalCode = bindEnum('InspectionRefusalCode', inspectionRefusalCodes);
/** One of its values. */
export type InspectionRefusalCode = DomainInspectionRefusalCode;

/** Binds the contract's enum `InspectionWarningCode`. */
export const InspectionWarningCode = bindEnum('InspectionWarningCode', inspectionWarningCodes);
/** One of its values. */
export type InspectionWarningCode = DomainInspectionWarningCode;

/** Binds the contract's enum `ReadingState`. */
export const ReadingState = bindEnum('ReadingState', readingStates);
/** One of its values. */
export type ReadingState = DomainReadingState;

/** Binds the contract's enum `FactMark`. */
export const FactMark = bindEnum('FactMark', factMarks);
/** One of its values. */
export type FactMark = DomainFactMark;

/** Binds the contract's enum `ResemblanceKind`. */
export const ResemblanceKind = bindEnum('ResemblanceKind', resemblanceKinds);
/** One of its values. */
export type ResemblanceKind = DomainResemblanceKind;

/** Binds the contract's enum `JobTask`. */
export const JobTask = bindEnum('JobTask', jobTasks);
/** One of its values. */
export type JobTask = DomainJobTask;

function bindEnum(name: string, values: readonly string[]): Readonly<Record<string, string>> {
  const byName = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(byName, { name });
  return byName;
}
