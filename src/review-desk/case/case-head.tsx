import type { RefObject } from 'react';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { useNow } from '../parts/use-now.ts';
import { dayWords, identityWord, methodWord, promiseWords } from '../parts/words.ts';
import type { Case } from './case-store.ts';

/** Whose case it is, what it would unlock, how long the promise lasts, and who holds it. */
export function CaseHead({ found, heading }: { found: Case; heading: RefObject<HTMLHeadingElement | null> }) {
  const { workbench } = useDesk();
  const { member, stage, method, expectedResult, overdue, status } = found;
  const daysLeft = expectedResult?.workingDaysLeft ?? 0;
  const urgency = overdue ? 'late' : daysLeft === 0 ? 'today' : 'calm';
  return (
    <header className="rd-case-head">
      <button
        type="button"
        className="rd-small rd-back"
        aria-label="Back to the queue"
        onClick={() => workbench.place.go({ view: 'queue' })}
      >
        ← Queue
      </button>
      <div className="rd-case-who">
        <h3 id="rd-case-name" ref={heading} tabIndex={-1}>
          <bdi>{member.name ?? 'No name'}</bdi>
        </h3>
        <p>
          {identityWord(member.identityType)} · {methodWord(method)} → <strong>{stage.name}</strong>
          {member.email !== null && (
            <>
              {' '}
              · <bdi>{member.email}</bdi>
            </>
          )}
        </p>
      </div>
      <div className="rd-case-state">
        {status === 'SUBMITTED' && expectedResult && (
          <span className={`rd-chip rd-${urgency}`} title={`Promised by ${dayWords(expectedResult.latest)}`}>
            {promiseWords(daysLeft, overdue)} · {dayWords(expectedResult.latest)}
          </span>
        )}
        <ClaimChip found={found} />
      </div>
    </header>
  );
}

function ClaimChip({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { me } = useStore(workbench);
  const now = useNow(1000);
  const { claim, status } = found;
  if (status !== 'SUBMITTED') return null;
  const left = claim ? Date.parse(claim.until) - now : 0;
  if (!claim || left <= 0) return <span className="rd-chip">Free</span>;
  const minutes = Math.floor(left / 60_000);
  const rest = minutes > 0 ? `${minutes} min` : `${Math.ceil(left / 1000)} s`;
  if (claim.reviewer.id !== me) {
    return (
      <span className="rd-chip rd-taken">
        Held by <bdi>{claim.reviewer.name ?? 'a colleague'}</bdi>, {rest} left
      </span>
    );
  }
  return <span className={minutes < 5 ? 'rd-chip rd-mine rd-today' : 'rd-chip rd-mine'}>Yours, {rest} left</span>;
}
