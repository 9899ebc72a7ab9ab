import { SampleDataError } from './sample-data-error.ts';

interface Outcome {
  readonly kind: string;
  readonly message?: string;
}

/** The success of a use case. Throws SampleDataError for anything else. */
export async function succeed<R extends Outcome>(running: Promise<R>): Promise<Extract<R, { kind: 'Success' }>> {
  const outcome = await running;
  if (isSuccess(outcome)) return outcome;
  throw new SampleDataError(outcome.message ?? `${outcome.kind}.`);
}

function isSuccess<R extends Outcome>(outcome: R): outcome is Extract<R, { kind: 'Success' }> {
  return outcome.kind === 'Success';
}
