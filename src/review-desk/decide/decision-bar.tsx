import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { ClaimNextButton } from '../queue/claim-next-button.tsx';

/** What can be done with the case now. */
export function DecisionBar({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { me } = useStore(workbench);
  const { claim, status, member } = found;
  if (status !== 'SUBMITTED') {
    return (
      <footer className="rd-decision">
        <ClaimNextButton />
      </footer>
    );
  }
  const isMine = claim !== null && claim.reviewer.id === me;
  const isOthers = claim !== null && !isMine;
  const isOwn = member.id === me;
  const hasReviewed = [found.firstReview, found.dissentingReview].some((review) => review?.reviewer.id === me);
  const isBarred = isOthers || isOwn || hasReviewed;
  return (
    <footer className="rd-decision">
      <button
        type="button"
        className="rd-primary rd-approve"
        disabled={isBarred}
        onClick={() => void workbench.decide('approve')}
        aria-keyshortcuts="a"
      >
        Approve <kbd>a</kbd>
      </button>
      <button
        type="button"
        className="rd-primary rd-reject"
        disabled={isBarred}
        onClick={() => void workbench.decide('reject')}
        aria-keyshortcuts="r"
      >
        Reject… <kbd>r</kbd>
      </button>
      <span className="rd-spring" />
      {isOwn && <p className="rd-quiet">This is your own verification: a colleague decides it.</p>}
      {hasReviewed && <p className="rd-quiet">You have decided it already: a colleague decides it as well.</p>}
      {isMine ? (
        <button type="button" className="rd-button" onClick={() => void workbench.release()} aria-keyshortcuts="x">
          Give back <kbd>x</kbd>
        </button>
      ) : (
        <button
          type="button"
          className="rd-button"
          disabled={isBarred}
          onClick={() => void workbench.openCase.claim()}
          aria-keyshortcuts="c"
        >
          Claim <kbd>c</kbd>
        </button>
      )}
    </footer>
  );
}
