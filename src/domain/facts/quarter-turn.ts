/** By how many degrees, clockwise, a page has to be turned for its lines to run from left to right. */
export const quarterTurns = [0, 90, 270, 180] as const;

/** One of them. */
export type QuarterTurn = (typeof quarterTurns)[number];

/** A rectangle of a page, in shares of it. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a rectangle of a page that was turned lies on that page before it was turned: as it is served. */
export function turnBack({ left, top, width, height }: Place, turn: QuarterTurn): Place {
  switch (turn) {
    case 0:
      return { left, top, width, height };
    case 90:
      return { left: top, top: 1 - left - width, width: height, height: width };
    case 180:
      return { left: 1 - left - width, top: 1 - top - height, width, height };
    case 270:
      return { left: 1 - top - height, top: left, width: height, height: width };
  }
}
