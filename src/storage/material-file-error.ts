/** Why a file can't be taken as it came; each reason has its own remedy for the sender. */
export type BrokenReason = 'EMPTY' | 'INTERRUPTED' | 'TOO_MANY_PIXELS' | 'UNREADABLE';

/** The file is longer than the limit that was given; nothing of it was kept. */
export class MaterialTooLargeError extends Error {
  override readonly name = 'MaterialTooLargeError';

  constructor(options?: ErrorOptions) {
    super('The file is larger than the limit.', options);
  }
}

/** The first bytes are none of the accepted types, whatever the file's name says; nothing of it was kept. */
export class MaterialTypeUnknownError extends Error {
  override readonly name = 'MaterialTypeUnknownError';
  /** What media type the bytes show; null when none that is known. */
  readonly found: string | null;

  constructor(found: string | null, options?: ErrorOptions) {
    super('The file is not a JPEG, PNG, WebP or PDF.', options);
    this.found = found;
  }
}

/** The file came incomplete or can't be read as the type that it starts as; nothing of it was kept. */
export class MaterialBrokenError extends Error {
  override readonly name = 'MaterialBrokenError';
  readonly reason: BrokenReason;

  constructor(reason: BrokenReason, options?: ErrorOptions) {
    super(brokenMessages[reason], options);
    this.reason = reason;
  }
}

/** No file is stored under this key: it was removed, or there never was one. */
export class MaterialFileMissingError extends Error {
  override readonly name = 'MaterialFileMissingError';
  readonly key: string;

  constructor(key: string, options?: ErrorOptions) {
    super('No material file is stored under this key.', options);
    this.key = key;
  }
}

const brokenMessages: Record<BrokenReason, string> = {
  EMPTY: 'The file is empty.',
  INTERRUPTED: 'The upload was interrupted before the whole file arrived.',
  TOO_MANY_PIXELS: 'The image has more pixels than can be shown.',
  UNREADABLE: 'The file is damaged: it cannot be read as the type that it starts as.',
};
