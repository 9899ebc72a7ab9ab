import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';

/** Holds the most urgent free case of what is shown, and opens it. */
export function ClaimNextButton() {
  const { workbench } = useDesk();
  const { isClaiming } = useStore(workbench);
  return (
    <button
      type="button"
      className="rd-primary"
      aria-disabled={isClaiming}
      onClick={() => void workbench.claimNext()}
      aria-keyshortcuts="n"
    >
      {isClaiming ? 'Claiming…' : 'Claim next'} <kbd>n</kbd>
    </button>
  );
}
