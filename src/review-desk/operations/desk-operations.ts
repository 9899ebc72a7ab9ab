import { PREPARED_OPERATIONS, type PreparedOperation } from '../collection/prepared-operations.ts';
import type * as Typed from '../generated/graphql.ts';

/** What the desk asks, by the names of the prepared operations: what each answers, and the variables that it takes. */
export interface DeskOperations {
  WhoAmI: [Typed.WhoAmIQuery, Typed.WhoAmIQueryVariables];
  ReviewQueue: [Typed.ReviewQueueQuery, Typed.ReviewQueueQueryVariables];
  QueueCounts: [Typed.QueueCountsQuery, Typed.QueueCountsQueryVariables];
  WatchQueue: [Typed.WatchQueueSubscription, Typed.WatchQueueSubscriptionVariables];
  ReadCase: [Typed.ReadCaseQuery, Typed.ReadCaseQueryVariables];
  ReadPages: [Typed.ReadPagesQuery, Typed.ReadPagesQueryVariables];
  IdentityTypes: [Typed.IdentityTypesQuery, Typed.IdentityTypesQueryVariables];
  RejectionReasons: [Typed.RejectionReasonsQuery, Typed.RejectionReasonsQueryVariables];
  ClaimNext: [Typed.ClaimNextMutation, Typed.ClaimNextMutationVariables];
  ClaimCase: [Typed.ClaimCaseMutation, Typed.ClaimCaseMutationVariables];
  Release: [Typed.ReleaseMutation, Typed.ReleaseMutationVariables];
  Approve: [Typed.ApproveMutation, Typed.ApproveMutationVariables];
  ApproveStatement: [Typed.ApproveStatementMutation, Typed.ApproveStatementMutationVariables];
  ReviewStatistics: [Typed.ReviewStatisticsQuery, Typed.ReviewStatisticsQueryVariables];
  DecisionsToCheck: [Typed.DecisionsToCheckQuery, Typed.DecisionsToCheckQueryVariables];
  CheckDecision: [Typed.CheckDecisionMutation, Typed.CheckDecisionMutationVariables];
  Reject: [Typed.RejectMutation, Typed.RejectMutationVariables];
}

/** The name of an operation that the desk uses. */
export type OperationName = keyof DeskOperations;

/** What an operation answers. */
export type AnswerOf<Name extends OperationName> = DeskOperations[Name][0];

/** The variables that an operation takes. */
export type VariablesOf<Name extends OperationName> = DeskOperations[Name][1];

/** The document that an operation is: the same file that the collection opens and that people run by hand. */
export function documentOf(name: OperationName): PreparedOperation {
  const operation = PREPARED_OPERATIONS.find((candidate) => candidate.name === name);
  if (!operation) throw new Error(`No file in operations/ holds ${name}.`);
  return operation;
}
