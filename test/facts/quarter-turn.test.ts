import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quarterTurns, turnBack, type Place } from '../../src/domain/facts/quarter-turn.ts';

const share = () => fc.double({ min: 0, max: 0.5, noNaN: true });

/** A quarter, clockwise, that a page is turned: where its upper left corner was, its lower left one is now. */
function turnOnce({ left, top, width, height }: Place): Place {
  return { left: 1 - top - height, top: left, width: height, height: width };
}

describe('a place on a page that was turned', () => {
  it.each(quarterTurns)('by %s degrees is found again on the page as it is served', (turn) => {
    fc.assert(
      fc.property(fc.record({ left: share(), top: share(), width: share(), height: share() }), (served) => {
        let turned: Place = served;
        for (let degrees = 0; degrees < turn; degrees += 90) turned = turnOnce(turned);
        const back = turnBack(turned, turn);
        for (const key of ['left', 'top', 'width', 'height'] as const) expect(back[key]).toBeCloseTo(served[key], 9);
      }),
    );
  });
});
