import { PREPARED_OPERATIONS, type PreparedOperation } from './prepared-operations.ts';

/**
 * The tabs of a reviewer's day, in its order; they are open at the first visit. The first has no variables: GraphiQL
 * drops those of the tab that it starts with.
 */
export const REVIEWERS_DAY: readonly PreparedOperation[] = [
  'reviewer/review-queue',
  'reviewer/claim-next',
  'reviewer/read-case',
  'reviewer/approve',
  'reviewer/reject',
  'reviewer/watch-queue',
  'reviewer/audit-trail',
].map((path) => {
  const operation = PREPARED_OPERATIONS.find((candidate) => candidate.path === path);
  if (!operation) throw new Error(`operations/${path}.graphql is missing.`);
  return operation;
});
