import { ApproveVerificationMutation } from './mutations/approve-verification.ts';
import { BeginVerificationMutation } from './mutations/begin-verification.ts';
import { ClaimVerificationMutation } from './mutations/claim-verification.ts';
import { DeclareIdentityMutation } from './mutations/declare-identity.ts';
import { EraseMemberMutation } from './mutations/erase-member.ts';
import { ExportMemberMutation } from './mutations/export-member.ts';
import { RecordOrderMutation } from './mutations/record-order.ts';
import { RefundOrderMutation } from './mutations/refund-order.ts';
import { RejectVerificationMutation } from './mutations/reject-verification.ts';
import { ReleaseVerificationMutation } from './mutations/release-verification.ts';
import { RemoveMaterialMutation } from './mutations/remove-material.ts';
import { RestoreChancesMutation } from './mutations/restore-chances.ts';
import { RetryAllFailedJobsMutation } from './mutations/retry-all-failed-jobs.ts';
import { RetryFailedJobMutation } from './mutations/retry-failed-job.ts';
import { RevokeMembershipMutation } from './mutations/revoke-membership.ts';
import { SendEmailCodeMutation } from './mutations/send-email-code.ts';
import { SubmitEmailCodeMutation } from './mutations/submit-email-code.ts';
import { SubmitMaterialsMutation } from './mutations/submit-materials.ts';
import { SubmitTaxNumberMutation } from './mutations/submit-tax-number.ts';
import { UploadMaterialMutation } from './mutations/upload-material.ts';
import { WithdrawVerificationMutation } from './mutations/withdraw-verification.ts';
import { ChangeWebhookEndpointMutation } from './mutations/change-webhook-endpoint.ts';
import { DisableWebhookEndpointMutation } from './mutations/disable-webhook-endpoint.ts';
import { EnableWebhookEndpointMutation } from './mutations/enable-webhook-endpoint.ts';
import { RegisterWebhookEndpointMutation } from './mutations/register-webhook-endpoint.ts';
import { RemoveWebhookEndpointMutation } from './mutations/remove-webhook-endpoint.ts';
import { ReplayWebhookEventsMutation } from './mutations/replay-webhook-events.ts';
import { RetryWebhookDeliveryMutation } from './mutations/retry-webhook-delivery.ts';
import { RotateWebhookSecretMutation } from './mutations/rotate-webhook-secret.ts';
import { SendTestWebhookMutation } from './mutations/send-test-webhook.ts';
import { AuditTrailQuery } from './queries/audit-trail.ts';
import { FailedJobsQuery } from './queries/failed-jobs.ts';
import { IdentityTypesQuery } from './queries/identity-types.ts';
import { JobQueueQuery } from './queries/job-queue.ts';
import { MemberQuery } from './queries/member.ts';
import { RejectionReasonsQuery } from './queries/rejection-reasons.ts';
import { ReviewQueueQuery } from './queries/review-queue.ts';
import { StagesQuery } from './queries/stages.ts';
import { TaxNumberCountriesQuery } from './queries/tax-number-countries.ts';
import { VerificationQuery } from './queries/verification.ts';
import { ViewerQuery } from './queries/viewer.ts';
import { WebhookEndpointQuery } from './queries/webhook-endpoint.ts';
import { WebhookEndpointsQuery } from './queries/webhook-endpoints.ts';
import { MaterialInspectedSubscription } from './subscriptions/material-inspected.ts';
import { MembershipChangedSubscription } from './subscriptions/membership-changed.ts';
import { ReviewQueueChangedSubscription } from './subscriptions/review-queue-changed.ts';
import { VerificationReviewedSubscription } from './subscriptions/verification-reviewed.ts';
import {
  InspectionResolver,
  MaterialInspectedResolver,
  MaterialPageResolver,
} from './resolvers/inspection-resolvers.ts';
import {
  FactFindingResolver,
  ReadMaterialResolver,
  ResemblanceResolver,
  ReusedByResolver,
  TaxNumberReuseResolver,
} from './resolvers/reading-resolvers.ts';
import { MemberResolver } from './resolvers/member-resolver.ts';
import { VerificationConnectionResolver } from './resolvers/connection-resolver.ts';
import {
  AuditEntryResolver,
  DecisionReasonResolver,
  IdentityTypeRulesResolver,
  MaterialResolver,
  OrderResolver,
} from './resolvers/detail-resolvers.ts';
import {
  MembershipChangedResolver,
  ReviewQueueChangedResolver,
  VerificationReviewedResolver,
} from './resolvers/event-resolvers.ts';
import {
  MembershipChangeResolver,
  MembershipResolver,
  StageResolver,
  UnlockedBySpendResolver,
  UnlockedByVerificationResolver,
} from './resolvers/membership-resolver.ts';
import {
  EmailVerificationResolver,
  MaterialVerificationResolver,
  TaxNumberVerificationResolver,
} from './resolvers/method-resolvers.ts';
import { CheckDecisionMutation } from './mutations/check-decision.ts';
import { DecisionsToCheckQuery } from './queries/decisions-to-check.ts';
import { QueueCountsQuery } from './queries/queue-counts.ts';
import { ReviewStatisticsQuery } from './queries/review-statistics.ts';
import {
  DecisionCheckResolver,
  DecisionResolver,
  FirstReviewResolver,
  ReviewerStatisticsResolver,
} from './resolvers/review-resolvers.ts';
import { ClaimResolver, ExpectedResultResolver, VerificationResolver } from './resolvers/verification-resolver.ts';
import { WebhookDeliveryResolver, WebhookEndpointResolver } from './resolvers/webhook-resolvers.ts';

/** Every class with queries, mutations, subscriptions or field resolvers; what is not listed here does not answer. */
export const resolverClasses = [
  ApproveVerificationMutation,
  BeginVerificationMutation,
  ClaimVerificationMutation,
  DeclareIdentityMutation,
  RecordOrderMutation,
  RefundOrderMutation,
  RejectVerificationMutation,
  ReleaseVerificationMutation,
  RemoveMaterialMutation,
  RestoreChancesMutation,
  EraseMemberMutation,
  ExportMemberMutation,
  RetryAllFailedJobsMutation,
  RetryFailedJobMutation,
  RevokeMembershipMutation,
  SendEmailCodeMutation,
  SubmitEmailCodeMutation,
  SubmitMaterialsMutation,
  SubmitTaxNumberMutation,
  UploadMaterialMutation,
  WithdrawVerificationMutation,
  AuditTrailQuery,
  FailedJobsQuery,
  IdentityTypesQuery,
  JobQueueQuery,
  MemberQuery,
  RejectionReasonsQuery,
  ReviewQueueQuery,
  StagesQuery,
  TaxNumberCountriesQuery,
  VerificationQuery,
  ViewerQuery,
  MembershipChangedSubscription,
  ReviewQueueChangedSubscription,
  VerificationReviewedSubscription,
  MemberResolver,
  MembershipResolver,
  MembershipChangeResolver,
  UnlockedByVerificationResolver,
  UnlockedBySpendResolver,
  StageResolver,
  VerificationResolver,
  ClaimResolver,
  ExpectedResultResolver,
  MaterialVerificationResolver,
  TaxNumberVerificationResolver,
  EmailVerificationResolver,
  MaterialResolver,
  DecisionResolver,
  DecisionReasonResolver,
  OrderResolver,
  AuditEntryResolver,
  IdentityTypeRulesResolver,
  VerificationConnectionResolver,
  VerificationReviewedResolver,
  MembershipChangedResolver,
  ReviewQueueChangedResolver,
  ChangeWebhookEndpointMutation,
  DisableWebhookEndpointMutation,
  EnableWebhookEndpointMutation,
  RegisterWebhookEndpointMutation,
  RemoveWebhookEndpointMutation,
  ReplayWebhookEventsMutation,
  RetryWebhookDeliveryMutation,
  RotateWebhookSecretMutation,
  SendTestWebhookMutation,
  WebhookEndpointQuery,
  WebhookEndpointsQuery,
  WebhookEndpointResolver,
  WebhookDeliveryResolver,
  CheckDecisionMutation,
  DecisionsToCheckQuery,
  QueueCountsQuery,
  ReviewStatisticsQuery,
  FirstReviewResolver,
  DecisionCheckResolver,
  ReviewerStatisticsResolver,
  MaterialInspectedSubscription,
  InspectionResolver,
  MaterialPageResolver,
  MaterialInspectedResolver,
  ReadMaterialResolver,
  FactFindingResolver,
  ResemblanceResolver,
  ReusedByResolver,
  TaxNumberReuseResolver,
] as const;
