import { useEffect, useRef } from 'react';
import { ApproveForm } from '../decide/approve-form.tsx';
import { CheckBar } from '../checks/check-bar.tsx';
import { DecisionBar } from '../decide/decision-bar.tsx';
import { RejectForm } from '../decide/reject-form.tsx';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { CaseHead } from './case-head.tsx';
import { CaseNotices } from './case-notices.tsx';
import type { Case } from './case-store.ts';
import { ClaimedCard } from './claimed-card.tsx';
import { DecidedCard } from './decided-card.tsx';
import { MaterialsView } from './materials-view.tsx';
import { MemberCard } from './member-card.tsx';
import { ReviewsCard } from './reviews-card.tsx';
import { EmailCard, TaxNumberCard } from './proof-cards.tsx';
import { useUntilRead } from './use-until-read.ts';

/** The open case: what the buyer claims beside what it handed in, and the decision. */
export function CaseView() {
  const { workbench } = useDesk();
  const { found, problem, id } = useStore(workbench.openCase);
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = found !== undefined && found !== null;
  useEffect(() => {
    // Where a screen reader goes on reading, and where the keys work.
    // A form that is open already, as after an undo, has taken the focus itself.
    if (isThere && workbench.get().form === undefined) heading.current?.focus({ preventScroll: true });
  }, [isThere, id, workbench]);

  if (!isThere) {
    return (
      <div className="rd-empty">
        <h3>
          {found === null ? 'There is no such case' : problem === undefined ? 'Opening the case…' : 'Not there yet'}
        </h3>
        <p role="status">{problem ?? (found === null ? 'It was withdrawn, or the address is wrong.' : '')}</p>
        <p>
          {problem !== undefined && (
            <button type="button" className="rd-button" onClick={() => void workbench.openCase.readAgain()}>
              Try again
            </button>
          )}{' '}
          <button type="button" className="rd-button" onClick={() => workbench.place.go({ view: 'queue' })}>
            Back to the queue
          </button>
        </p>
      </div>
    );
  }
  return <OpenedCase found={found} heading={heading} />;
}

function OpenedCase({ found, heading }: { found: Case; heading: React.RefObject<HTMLHeadingElement | null> }) {
  const { workbench } = useDesk();
  const { form } = useStore(workbench);
  const { rows } = useStore(workbench.checks);
  useUntilRead(found);
  const isToCheck = rows.some(({ id }) => id === found.id);
  return (
    <article className="rd-case" aria-labelledby="rd-case-name">
      <CaseHead found={found} heading={heading} />
      <CaseNotices found={found} />
      <div className={form === undefined ? 'rd-case-columns' : 'rd-case-columns rd-with-form'}>
        <div className="rd-column">
          {form === 'approve' && <ApproveForm found={found} />}
          {form === 'reject' && <RejectForm found={found} />}
          {form === undefined && (
            <>
              <DecidedCard found={found} />
              <ReviewsCard found={found} />
              <ClaimedCard found={found} />
              <MemberCard found={found} />
            </>
          )}
        </div>
        <div className="rd-column rd-proof">
          {found.__typename === 'MaterialVerification' && <MaterialsView found={found} />}
          {found.__typename === 'TaxNumberVerification' && <TaxNumberCard found={found} />}
          {found.__typename === 'EmailVerification' && <EmailCard found={found} />}
        </div>
      </div>
      {isToCheck && <CheckBar found={found} />}
      {form === undefined && !isToCheck && <DecisionBar found={found} />}
    </article>
  );
}
