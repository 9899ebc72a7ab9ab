import { createStore } from '../parts/store.ts';

/** Where in the desk somebody is. */
export type PlaceState =
  | { readonly view: 'queue' | 'overview' | 'checks'; readonly id?: undefined }
  | { readonly view: 'case'; readonly id: string };

/** Reads and writes the address's fragment: `#queue`, `#overview`, `#checks`, `#case/…`. */
export function createPlace(page: Pick<Window, 'location' | 'addEventListener'>) {
  const store = createStore<{ readonly at: PlaceState }>({ at: readPlace(page.location.hash) });
  page.addEventListener('hashchange', () => {
    const at = readPlace(page.location.hash);
    const before = store.get().at;
    // The desk's own steps are known already.
    if (at.view !== before.view || at.id !== before.id) store.set({ at });
  });
  return {
    ...store,
    /** Goes to another place. */
    go(at: PlaceState) {
      page.location.hash = at.view === 'case' ? `case/${at.id}` : at.view;
      store.set({ at });
    },
  };
}

function readPlace(hash: string): PlaceState {
  const [, id] = /^#case\/([\w-]{1,100})$/.exec(hash) ?? [];
  if (id !== undefined) return { view: 'case', id };
  if (hash === '#overview' || hash === '#checks') return { view: hash === '#checks' ? 'checks' : 'overview' };
  return { view: 'queue' };
}
