import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';

/** Asks whether one would have decided the same, of a decision that was drawn to be checked. */
export function CheckBar({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { note } = drafts.of(found.id);
  return (
    <footer className="rd-decision" aria-label="Check">
      <label className="rd-note rd-check-note">
        Would you have decided the same? A private note, for supervisors
        <textarea
          rows={1}
          maxLength={2000}
          dir="auto"
          value={note}
          onChange={({ target }) => drafts.change(found.id, { note: target.value })}
        />
      </label>
      <button
        type="button"
        className="rd-primary rd-approve"
        onClick={() => void workbench.check(true)}
        aria-keyshortcuts="y"
      >
        The same <kbd>y</kbd>
      </button>
      <button
        type="button"
        className="rd-primary rd-reject"
        onClick={() => void workbench.check(false)}
        aria-keyshortcuts="d"
      >
        Otherwise <kbd>d</kbd>
      </button>
    </footer>
  );
}
