/** Where a key works. */
type Where = 'anywhere' | 'queue' | 'case';

/** The desk's keys in the overlay's order: what each does, and where it works. */
export const SHORTCUTS = [
  { name: 'help', keys: ['?'], where: 'anywhere', does: 'Show these keys' },
  { name: 'claimNext', keys: ['n'], where: 'anywhere', does: 'Claim the next case and open it' },
  { name: 'undo', keys: ['u'], where: 'anywhere', does: 'Undo the last decision' },
  { name: 'sendNow', keys: ['s'], where: 'anywhere', does: 'Send what waits at once' },
  { name: 'query', keys: ['o'], where: 'anywhere', does: 'Open the last operation as query' },
  { name: 'editor', keys: ['e'], where: 'anywhere', does: 'Show or hide the editor' },
  { name: 'down', keys: ['j', 'ArrowDown'], where: 'queue', does: 'Next case in the list' },
  { name: 'up', keys: ['k', 'ArrowUp'], where: 'queue', does: 'Previous case in the list' },
  { name: 'open', keys: ['Enter'], where: 'queue', does: 'Open the case' },
  { name: 'approve', keys: ['a'], where: 'case', does: 'Approve' },
  { name: 'reject', keys: ['r'], where: 'case', does: 'Reject' },
  { name: 'claim', keys: ['c'], where: 'case', does: 'Claim, or hold longer' },
  { name: 'release', keys: ['x'], where: 'case', does: 'Give back to the queue' },
  { name: 'nextMaterial', keys: [']'], where: 'case', does: 'Next material' },
  { name: 'previousMaterial', keys: ['['], where: 'case', does: 'Previous material' },
  { name: 'nextPage', keys: ['PageDown'], where: 'case', does: 'Next page' },
  { name: 'previousPage', keys: ['PageUp'], where: 'case', does: 'Previous page' },
  { name: 'firstPage', keys: ['Home'], where: 'case', does: 'First page' },
  { name: 'lastPage', keys: ['End'], where: 'case', does: 'Last page' },
  { name: 'zoomIn', keys: ['+', '='], where: 'case', does: 'Larger' },
  { name: 'zoomOut', keys: ['-'], where: 'case', does: 'Smaller' },
  { name: 'fit', keys: ['0'], where: 'case', does: 'Whole page' },
  { name: 'nextFact', keys: ['f'], where: 'case', does: 'Next fact that was read, on its page' },
  { name: 'marks', keys: ['m'], where: 'case', does: 'Show or hide the marks on the page' },
  { name: 'agree', keys: ['y'], where: 'case', does: 'In a check: I would have decided the same' },
  { name: 'differ', keys: ['d'], where: 'case', does: 'In a check: I would have decided otherwise' },
  { name: 'back', keys: ['Escape'], where: 'case', does: 'Close the form, or go back to the queue' },
] as const satisfies readonly ShortcutLine[];

/** One key, or two for the same. */
interface ShortcutLine {
  readonly name: string;
  readonly keys: readonly string[];
  readonly where: Where;
  readonly does: string;
}

/** The name of something that a key does. */
export type ShortcutName = (typeof SHORTCUTS)[number]['name'];

/** What a key means in a place; undefined: nothing. While somebody types, Escape alone is a key. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
  view: string,
  isTyping: boolean,
): ShortcutName | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (isTyping && event.key !== 'Escape') return undefined;
  // A button takes Enter for itself.
  if (event.key === 'Enter' && event.target !== document.body) return undefined;
  return SHORTCUTS.find(
    ({ keys, where }) => keys.some((key) => key === event.key) && (where === 'anywhere' || where === view),
  )?.name;
}
