import type { QuarterTurn } from './quarter-turn.ts';

/** What is kept of a text that was read: what the database can hold, and no more than a word's length. */
export function tidyWord(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').slice(0, LONGEST);
}

const LONGEST = 100;

/**
 * One word as it stands on a page that is turned so that it can be read. Its place is given in shares of that page, 0 to 1, so that it
 * holds for every rendering.
 */
export interface ReadWord {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How far down its middle stands once the page is turned level; on a level page, where `top` and `height` say. */
  readonly middle: number;
  /** How the page had to be turned, compared with how it is served. */
  readonly turn: QuarterTurn;
  /** How sure the reading is, 0 to 100; the text of a PDF is always 100. */
  readonly confidence: number;
}
