import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { ClaimNextButton } from './claim-next-button.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { QueueList } from './queue-list.tsx';

/** The queue: what waits, the most urgent promise first, and the way to the next case. */
export function QueueView() {
  const { workbench } = useDesk();
  const { rows, total, isLoading, problem, choice, next } = useStore(workbench.queue);
  const isNarrowed =
    choice.view !== 'open' ||
    choice.stage !== undefined ||
    choice.method !== undefined ||
    choice.identityType !== undefined;
  return (
    <div className="rd-queue">
      <div className="rd-queue-head">
        <QueueFilters />
        <ClaimNextButton />
      </div>
      {problem !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {problem} What you see may be old.
        </p>
      )}
      {rows.length > 0 && <QueueList />}
      {rows.length === 0 && (isLoading || total === undefined) && <Loading />}
      {rows.length === 0 && !isLoading && total === 0 && (
        <div className="rd-empty">
          <h3>{isNarrowed ? 'Nothing fits' : 'All is decided'}</h3>
          <p>
            {isNarrowed
              ? 'No case that waits is of this kind.'
              : 'Nothing waits for a decision. New cases appear here by themselves.'}
          </p>
        </div>
      )}
      {next !== null && (
        <button type="button" className="rd-more" onClick={() => void workbench.queue.readMore()}>
          Show more ({rows.length} of {total?.toLocaleString('en')})
        </button>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className="rd-skeleton" role="status" aria-label="The queue is loading">
      <span />
      <span />
      <span />
    </div>
  );
}
