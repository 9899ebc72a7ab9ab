import type { AnswerOf } from '../operations/desk-operations.ts';
import { documentOf } from '../operations/desk-operations.ts';
import { createStore } from '../parts/store.ts';

/** Whether the desk hears of the queue as it changes. */
export interface Connection {
  readonly state: 'off' | 'connecting' | 'live' | 'lost';
}

/** One thing that happened in the queue. */
export type QueueEvent = AnswerOf<'WatchQueue'>['reviewQueueChanged'];

/** What the watcher needs of the WebSocket's client. */
export interface EventSource {
  /** The events of a subscription, without an end; it comes back by itself after an outage. */
  readonly follow: (query: string) => AsyncIterableIterator<AnswerOf<'WatchQueue'>>;
  /** Calls `listener` when the socket has opened, and when it has closed. */
  readonly onSocket: (listener: (isOpen: boolean) => void) => () => void;
}

/** What hears of the queue. */
export interface QueueListener {
  readonly onEvent: (event: QueueEvent) => void;
  /** Something may have been missed: read anew. */
  readonly onReturn: () => void;
}

const AGAIN_MS = 3000;

/** Follows the queue while it is on. The subscription has no memory, so each return of the socket says to read anew. */
export function createQueueWatcher(source: () => Promise<EventSource>, listener: QueueListener) {
  const store = createStore<Connection>({ state: 'off' });
  let turn = 0;
  let stopListening: (() => void) | undefined;

  const follow = async (mine: number) => {
    const { follow: events, onSocket } = await source();
    if (mine !== turn) return;
    let hasBeenOpen = false;
    stopListening = onSocket((isOpen) => {
      if (mine !== turn) return;
      store.set({ state: isOpen ? 'live' : 'lost' });
      if (isOpen && hasBeenOpen) listener.onReturn();
      hasBeenOpen ||= isOpen;
    });
    const isCurrent = () => mine === turn;
    while (isCurrent()) {
      try {
        for await (const { reviewQueueChanged } of events(documentOf('WatchQueue').query)) {
          if (mine !== turn) return;
          listener.onEvent(reviewQueueChanged);
        }
      } catch {
        // It was refused or given up: the state says so, and the next try follows.
        store.set({ state: 'lost' });
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };

  const stop = () => {
    turn += 1;
    stopListening?.();
    store.set({ state: 'off' });
  };

  return {
    ...store,
    /** Begins to follow, anew when it did already. */
    start() {
      stop();
      store.set({ state: 'connecting' });
      void follow(turn);
    },
    stop,
  };
}
