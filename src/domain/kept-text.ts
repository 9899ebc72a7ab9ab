import type { InputIssue } from './information.ts';

/** What is wrong with a private note; undefined when it is fine. */
export function issueWithNote(note: string | null, path: string): InputIssue | undefined {
  if ((note?.length ?? 0) > 2000) return { path, message: 'A note may have at most 2000 characters.' };
  return note !== null && hasNull(note) ? { path, message: 'A note can’t hold the character U+0000.' } : undefined;
}

/** What is wrong with a reason that is kept in the audit trail; undefined when it is fine. */
export function issueWithKeptReason(reason: string): InputIssue | undefined {
  const { length } = reason.trim();
  if (length < 3 || length > 1000) return { path: 'reason', message: 'Give a reason of 3 to 1000 characters.' };
  return hasNull(reason) ? { path: 'reason', message: 'A reason can’t hold the character U+0000.' } : undefined;
}

// The one character that the database's texts can't hold.
function hasNull(text: string): boolean {
  return text.includes('\u0000');
}
