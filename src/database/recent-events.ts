import { isWanted, type EventFilter, type LoggedEvent } from './event-log.ts';
import { comparePositions, type LogPosition } from './log-position.ts';

/** The end of the log as this process has read it, so that whoever keeps up with it needs no reading of its own. Bounded. */
export interface RecentEvents {
  /** Keeps the next events of the log, in order. The oldest go when there are too many. */
  add(events: readonly LoggedEvent[]): void;
  /** The wanted events after a place; undefined when the place is too far back to know, so that the log itself has to be read. */
  after(position: LogPosition, filter: EventFilter): readonly LoggedEvent[] | undefined;
}

/** Keeps the newest `most` events of the log, from a place on that nothing was read before. */
export function createRecentEvents(start: LogPosition, most: number): RecentEvents {
  let events: LoggedEvent[] = [];
  // Every event after this place, as far as the log has been read, is kept.
  let floor = start;
  return {
    add(next) {
      events.push(...next);
      if (events.length <= 2 * most) return;
      const forgotten = events.slice(0, -most);
      events = events.slice(-most);
      floor = forgotten.at(-1)?.position ?? floor;
    },
    after(position, filter) {
      if (comparePositions(position, floor) < 0) return undefined;
      // Whoever keeps up asks for the last few: look from the end.
      const last = events.findLastIndex((event) => comparePositions(event.position, position) <= 0);
      return events.slice(last + 1).filter((event) => isWanted(event, filter));
    },
  };
}
