/** Thrown when sample data can't be loaded; nothing of it is kept then. The message is written for the operator. */
export class SampleDataError extends Error {
  override readonly name = 'SampleDataError';

  constructor(why: string) {
    super(`The sample data could not be loaded: ${why} Start with SAMPLE_DATA=false to do without it.`);
  }
}
