import { createStore } from '../parts/store.ts';

/** What of the materials is looked at. */
export interface ViewerState {
  /** Which material, counted from 0 through all of the case. */
  readonly material: number;
  /** Which page of it, from 1. */
  readonly page: number;
  /** How many materials and pages there are, as far as is known. */
  readonly materials: number;
  readonly pages: number;
}

/** What can be done to the page that is shown. */
export interface Lens {
  readonly zoom: (direction: 'in' | 'out' | 'whole') => void;
}

const FIRST: ViewerState = { material: 0, page: 1, materials: 0, pages: 1 };

/** Creates a viewer that shows the first page of the first material. */
export function createViewer() {
  const store = createStore<ViewerState>(FIRST);
  let lens: Lens | undefined;
  return {
    ...store,
    /** Begins anew, with another case. */
    reset: () => store.set(FIRST),
    /** Shows a place. */
    show(material: number, page: number) {
      const isSame = store.get().material === material;
      store.set({ material, page, ...(isSame ? {} : { pages: 1 }) });
    },
    /** Goes on (1) or back (-1) through the materials. */
    nextMaterial(step: number) {
      const { material, materials } = store.get();
      if (materials > 1) store.set({ material: (material + step + materials) % materials, page: 1, pages: 1 });
    },
    /** Goes on (1) or back (-1) through the pages. */
    nextPage(step: number) {
      const { page, pages } = store.get();
      store.set({ page: Math.min(pages, Math.max(1, page + step)) });
    },
    /** Makes the page larger or smaller, or shows all of it. */
    zoom: (direction: 'in' | 'out' | 'whole') => lens?.zoom(direction),
    /** Says what zooms; the answer takes that away. */
    takeLens(next: Lens) {
      lens = next;
      return () => {
        if (lens === next) lens = undefined;
      };
    },
  };
}
