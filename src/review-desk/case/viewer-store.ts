import { createStore } from '../parts/store.ts';
import type { FoundFact } from './found-facts.ts';

/** What of the materials is looked at. */
export interface ViewerState {
  /** Which material, counted from 0 through all of the case. */
  readonly material: number;
  /** Which page of it, from 1. */
  readonly page: number;
  /** How many materials and pages there are, as far as is known. */
  readonly materials: number;
  readonly pages: number;
  /** The fact whose words are looked at. */
  readonly spot: Pick<FoundFact, 'material' | 'fact'> | undefined;
  /** Whether the words that were read are marked on the pages. */
  readonly areMarksShown: boolean;
}

/** What can be done to the page that is shown. */
export interface Lens {
  readonly zoom: (direction: 'in' | 'out' | 'whole') => void;
}

const FIRST = { material: 0, page: 1, materials: 0, pages: 1, spot: undefined } as const;

/** Creates a viewer that shows the first page of the first material. */
export function createViewer() {
  const store = createStore<ViewerState>({ ...FIRST, areMarksShown: true });
  let lens: Lens | undefined;

  /** Shows the words of a fact where they stand. */
  const spot = ({ material, fact, words: [first] }: FoundFact) => {
    const isSame = store.get().material === material;
    const pages = isSame ? {} : { pages: 1 };
    store.set({ material, page: first?.page ?? 1, ...pages, spot: { material, fact }, areMarksShown: true });
  };

  return {
    ...store,
    /** Begins anew, with another case. */
    reset: () => store.set(FIRST),
    /** Shows a place. */
    show(material: number, page: number) {
      const isSame = store.get().material === material;
      store.set({ material, page, spot: undefined, ...(isSame ? {} : { pages: 1 }) });
    },
    spot,
    /** Goes on to the next fact that was read, through all materials; does nothing when none was. */
    nextSpot(facts: readonly FoundFact[]) {
      const shown = facts.filter(({ words }) => words.length > 0);
      const { spot: before } = store.get();
      const at = shown.findIndex(({ material, fact }) => material === before?.material && fact === before.fact);
      const next = shown[(at + 1) % shown.length];
      if (next) spot(next);
    },
    /** Shows or hides the marks. */
    toggleMarks: () => store.set({ areMarksShown: !store.get().areMarksShown }),
    /** Goes on (1) or back (-1) through the materials. */
    nextMaterial(step: number) {
      const { material, materials } = store.get();
      if (materials < 2) return;
      store.set({ material: (material + step + materials) % materials, page: 1, pages: 1, spot: undefined });
    },
    /** Goes on (1) or back (-1) through the pages. */
    nextPage(step: number) {
      const { page, pages } = store.get();
      store.set({ page: Math.min(pages, Math.max(1, page + step)), spot: undefined });
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
