const statuses = {
  UNAUTHENTICATED: 401,
  BAD_REQUEST: 400,
  BAD_MULTIPART_REQUEST: 400,
  PAYLOAD_TOO_LARGE: 413,
} as const;

/** A multipart request that is refused as a whole, before any resolver runs. Its message is for the client. */
export class MultipartRequestError extends Error {
  override readonly name = 'MultipartRequestError';
  readonly code: keyof typeof statuses;

  constructor(code: keyof typeof statuses, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** The HTTP status that goes with the code. */
  get status(): number {
    return statuses[this.code];
  }

  /** The response body, in the shape of every other GraphQL answer. */
  toBody(): string {
    return JSON.stringify({ errors: [{ message: this.message, extensions: { code: this.code } }] });
  }
}
