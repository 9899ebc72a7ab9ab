import { createStore } from '../parts/store.ts';
import type { TabStore } from '../session/session.ts';
import { draftForm, type Draft } from './kept-forms.ts';

/** Nothing prepared. */
export const EMPTY_DRAFT: Draft = {
  reasons: [],
  note: '',
  statement: { amount: '', from: '', to: '' },
  seen: [],
};

const PREFIX = 'bonafide:draft:';

/** Keeps drafts by case in the browser tab, so that neither a reload nor an outage loses one. `who` tells sign-ins apart. */
export function createDrafts(tab: TabStore, who: () => string) {
  const keyOf = (id: string) => `${PREFIX}${who()}:${id}`;
  const store = createStore<{ readonly known: ReadonlyMap<string, Draft> }>({ known: new Map() });

  const read = (key: string): Draft | undefined => {
    const { known } = store.get();
    return known.get(key) ?? parse(tab.getItem(key));
  };

  return {
    ...store,

    /** The draft of a case; an empty one when nothing was prepared. */
    of: (id: string): Draft => read(keyOf(id)) ?? EMPTY_DRAFT,

    /** Changes the draft of a case. */
    change(id: string, part: Partial<Draft>) {
      const key = keyOf(id);
      const draft = { ...(read(key) ?? EMPTY_DRAFT), ...part };
      tab.setItem(key, JSON.stringify(draft));
      store.set({ known: new Map(store.get().known).set(key, draft) });
    },

    /** Forgets the draft of a case. */
    forget(id: string) {
      const key = keyOf(id);
      tab.removeItem(key);
      const known = new Map(store.get().known);
      known.delete(key);
      store.set({ known });
    },
  };
}

function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    return draftForm.parse(JSON.parse(text));
  } catch {
    // It is of another version of the desk.
    return undefined;
  }
}
