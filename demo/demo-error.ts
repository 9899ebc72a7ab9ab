/** Thrown when the story can't go on: the server is not there, or something is not as it should be. The message says which. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

/** Goes on only if what was seen is what should be. Throws DemoError. */
export function expectSame<T extends string | number | boolean>(what: string, seen: T, wanted: NoInfer<T>): void {
  if (seen !== wanted) throw new DemoError(`Not as expected: ${what} should be ${wanted}, and is ${seen}.`);
}
