import type { InspectionRefusalCode } from '../domain/inspection.ts';

/** The file is not safe to open, or can't be opened. What to do about it says `refusalRules`. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';
  readonly code: InspectionRefusalCode;

  constructor(code: InspectionRefusalCode, options?: ErrorOptions) {
    super('The file is refused.', options);
    this.code = code;
  }
}
