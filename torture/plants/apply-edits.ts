import type { Edit } from './plant.ts';

/** A module's text with a bug in it. Throws Error when what is to be replaced does not stand there exactly once. */
export function applyEdits(file: string, text: string, edits: readonly Edit[]): string {
  return edits.reduce((edited, { find, replace }) => {
    const times = edited.split(find).length - 1;
    if (times !== 1) throw new Error(`${file} has ${times} times, and not once: ${find}`);
    return edited.replace(find, () => replace);
  }, text);
}
