import { NoAnswerError, OperationRefusedError } from './operation-runner.ts';

/** What went wrong, in a sentence for a reviewer. */
export function problemText(error: unknown): string {
  if (error instanceof NoAnswerError) return `${error.message} Nothing is lost: try again in a moment.`;
  if (error instanceof OperationRefusedError) return error.message;
  return 'Something unexpected happened. Try again.';
}
