import { useSyncExternalStore } from 'react';

/** A value that components follow. `set` takes what changes; `get` gives the same object until something does. */
export interface Store<State> {
  readonly get: () => State;
  readonly set: (next: Partial<State>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Creates a store. Listeners are called after each `set`, also when it brought nothing new. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      state = { ...state, ...next };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The store's value; the component is drawn again when it changes. */
export function useStore<State extends object>(store: Pick<Store<State>, 'get' | 'subscribe'>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
