/** Thrown when an option of the operator's calendar can't be used; `option` is its name, the message says why. */
export class CalendarConfigurationError extends Error {
  override readonly name = 'CalendarConfigurationError';
  readonly option: string;

  constructor(option: string, reason: string, options?: ErrorOptions) {
    super(`The calendar's ${option} can't be used: ${reason}`, options);
    this.option = option;
  }
}
