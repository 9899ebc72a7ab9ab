/** Where to listen, and from where on. */
export interface LineRequest {
  readonly url: string;
  readonly token: string;
  readonly document: string;
  /** The last cursor that was received. */
  readonly after: string;
  /** Called with the data of each event, in order. */
  readonly onEvent: (data: unknown) => void;
}

/** One connection on which events come. */
export interface Line {
  /** Resolves once the server knows who listens, or the line has ended. */
  readonly opened: Promise<void>;
  /** Resolves with a word on why, once nothing comes any more. */
  readonly ended: Promise<string>;
  /** Ends it without a goodbye. */
  leave(): void;
  /** Reads nothing for so many milliseconds, while the server goes on sending. */
  freeze(milliseconds: number): void;
}
