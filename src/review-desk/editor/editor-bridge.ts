import { createStore } from '../parts/store.ts';

/** An operation to be shown in GraphiQL's editor, with its variables, and its answer where there is one. */
export interface ShownOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: string | null;
  readonly answer?: string | undefined;
}

/** The way from the desk to GraphiQL's editor, which may still be on its way. */
export type EditorBridge = ReturnType<typeof createEditorBridge>;

/** Whether the editor stands beside the desk. */
interface EditorPlace {
  readonly isShown: boolean;
}

const KEY = 'bonafide:editor';

/** Creates the bridge; `wide` says whether there is room for the editor beside the desk. */
export function createEditorBridge(keep: Pick<Storage, 'getItem' | 'setItem'>, wide: boolean) {
  const store = createStore<EditorPlace>({ isShown: (keep.getItem(KEY) ?? (wide ? 'shown' : 'hidden')) === 'shown' });
  let shower: ((operation: ShownOperation) => void) | undefined;
  let waiting: ShownOperation | undefined;

  const setShown = (isShown: boolean) => {
    keep.setItem(KEY, isShown ? 'shown' : 'hidden');
    store.set({ isShown });
  };

  return {
    ...store,

    /** Shows or hides the editor beside the desk. */
    toggle: () => setShown(!store.get().isShown),

    /** Shows an operation in the editor, as soon as there is one. */
    open(operation: ShownOperation) {
      setShown(true);
      if (shower) shower(operation);
      else waiting = operation;
    },

    /** Says what shows an operation; the answer takes that away. */
    connect(show: (operation: ShownOperation) => void) {
      shower = show;
      if (waiting) show(waiting);
      waiting = undefined;
      return () => {
        if (shower === show) shower = undefined;
      };
    },
  };
}
