import type { UploadSlot } from './find-upload-slots.ts';
import type { FilledSlot } from './multipart-body.ts';

/** The files that the user chose, by operation and slot; in memory only, so a reload forgets them. */
export type ChosenFiles = ReturnType<typeof createChosenFiles>;

/** Creates an empty choice of files. */
export function createChosenFiles() {
  let chosen: ReadonlyMap<string, readonly File[]> = new Map();
  const listeners = new Set<() => void>();

  return {
    /** The choice now; the same object until something changes. */
    get: () => chosen,

    /** Calls `listener` after each change; the answer takes the listener away. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Sets the files of one slot; none takes the choice back. */
    choose(operationName: string | null | undefined, slot: UploadSlot, files: readonly File[]) {
      const next = new Map(chosen);
      if (files.length === 0) next.delete(keyOf(operationName, slot));
      else next.set(keyOf(operationName, slot), files);
      chosen = next;
      for (const listener of listeners) listener();
    },

    /** The slots of an operation that have files, in the order of `slots`. */
    forSlots(operationName: string | null | undefined, slots: readonly UploadSlot[]): FilledSlot[] {
      return slots.flatMap((slot) => {
        const files = chosen.get(keyOf(operationName, slot));
        return files ? [{ slot, files }] : [];
      });
    },
  };
}

function keyOf(operationName: string | null | undefined, { path }: UploadSlot): string {
  return [operationName ?? '', ...path].join('.');
}
