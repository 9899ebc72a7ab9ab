import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { useNow } from '../parts/use-now.ts';
import { changeWords, instantWords, statusWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';

/** What happened to the case while it was read, and what to do about it. */
export function CaseNotices({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { meanwhile, refusal, problem } = useStore(workbench.openCase);
  const { me } = useStore(workbench);
  const now = useNow(1000);
  const { status, decision, claim } = found;
  const by = meanwhile?.verification.claim?.reviewer.name;

  if (decision) {
    return (
      <p className="rd-notice" role="status">
        {statusWord(status)} by <bdi>{decision.decidedBy.name ?? 'a colleague'}</bdi>,{' '}
        {instantWords(decision.decidedAt)}. There is nothing left to decide.
      </p>
    );
  }
  if (status !== 'SUBMITTED') {
    return (
      <p className="rd-notice" role="status">
        {statusWord(status)}: there is nothing to decide.
      </p>
    );
  }
  const hasLapsed = claim === null ? meanwhile?.change === 'RELEASED' : Date.parse(claim.until) <= now;
  const isTaken = claim !== null && claim.reviewer.id !== me && meanwhile?.change === 'CLAIMED';
  return (
    <>
      {refusal !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {refusal}
        </p>
      )}
      {problem !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {problem}
        </p>
      )}
      {hasLapsed && (
        <p className="rd-notice" role="status">
          Nobody holds this case any more: the claim has lapsed or was given back. What you prepared is kept.{' '}
          <button type="button" className="rd-link" onClick={() => void workbench.openCase.claim()}>
            Claim it again <kbd>c</kbd>
          </button>
        </p>
      )}
      {isTaken && (
        <p className="rd-notice" role="status">
          Meanwhile it {changeWords(meanwhile.change)} by <bdi>{by ?? 'a colleague'}</bdi>, who decides it now.
        </p>
      )}
      {meanwhile?.change === 'CLAIM_LAPSING' && claim?.reviewer.id === me && (
        <p className="rd-notice" role="status">
          Your claim lapses soon.{' '}
          <button type="button" className="rd-link" onClick={() => void workbench.openCase.claim()}>
            Hold it longer <kbd>c</kbd>
          </button>
        </p>
      )}
    </>
  );
}
