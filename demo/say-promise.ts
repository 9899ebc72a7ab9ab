import type { Submitted } from './operations/submit.ts';
import type { Transcript } from './transcript.ts';

/** Writes down what a buyer reads right after a submission: when the result comes, and which chances are left. */
export function sayPromise(transcript: Transcript, method: string, { verification }: Submitted): void {
  const { earliest, latest } = verification.expectedResult;
  const chances = verification.member.chances.find((one) => one.method === method);
  const left = `${chances?.left} of ${chances?.limit} chances left`;
  transcript.line('buyer', `submits: the result comes between ${earliest} and ${latest}; ${left}`);
}
