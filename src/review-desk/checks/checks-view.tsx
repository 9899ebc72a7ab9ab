import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { identityWord, instantWords, methodWord } from '../parts/words.ts';

/** Decisions of colleagues that were drawn by chance to be looked at again. */
export function ChecksView() {
  const { workbench } = useDesk();
  const { rows, total, isRead, problem } = useStore(workbench.checks);
  return (
    <div className="rd-queue">
      <div className="rd-queue-head">
        <p className="rd-quiet">
          Decisions of colleagues, drawn by chance: would you have decided the same? The buyer notices nothing of it.
        </p>
        <button type="button" className="rd-small" onClick={() => workbench.place.go({ view: 'queue' })}>
          ← Queue
        </button>
      </div>
      {problem !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {problem}
        </p>
      )}
      {isRead && total === 0 && (
        <div className="rd-empty">
          <h3>Nothing to check</h3>
          <p>No decision of a colleague waits to be looked at again.</p>
        </div>
      )}
      <ul className="rd-rows" aria-label="Decisions to check, the oldest first">
        {rows.map(({ id, member, method, stage, decision }) => (
          <li key={id}>
            <button type="button" className="rd-row" onClick={() => workbench.place.go({ view: 'case', id })}>
              <span className="rd-row-who">
                <bdi className="rd-row-name">{member.name ?? 'No name'}</bdi>
                <span className="rd-row-what">
                  {identityWord(member.identityType)} · {methodWord(method)}
                </span>
              </span>
              <span className="rd-row-stage">{stage.name}</span>
              {decision && (
                <span className="rd-row-due">
                  <span>{decision.outcome === 'APPROVED' ? 'Approved' : 'Rejected'}</span>
                  <span className="rd-holder">{instantWords(decision.decidedAt)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="rd-quiet">
          The oldest {rows.length} of {total.toLocaleString('en')}.
        </p>
      )}
    </div>
  );
}
