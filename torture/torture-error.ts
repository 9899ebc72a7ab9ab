/** Thrown when a run can't go on, or was asked for something that can't be: the message is for whoever started it. */
export class TortureError extends Error {
  override readonly name = 'TortureError';
}
