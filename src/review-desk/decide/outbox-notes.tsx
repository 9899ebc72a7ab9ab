import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { useNow } from '../parts/use-now.ts';
import type { Pending } from './outbox.ts';

/** Decisions on their way: each can be undone for a few seconds, and says what came of it. */
export function OutboxNotes() {
  const { workbench } = useDesk();
  const { entries } = useStore(workbench.outbox);
  return (
    <div className="rd-notes" role="status" aria-live="polite">
      {entries.map((entry) => (
        <Note key={entry.key} entry={entry} />
      ))}
    </div>
  );
}

function Note({ entry }: { entry: Pending }) {
  const { workbench } = useDesk();
  const { outbox, place } = workbench;
  const { key, about, decision, state, message } = entry;
  const verb = decision.kind === 'reject' ? 'Reject' : 'Approve';
  return (
    <div className={`rd-note-line rd-note-${state.toLowerCase()}`}>
      <p>
        <strong>
          {verb} <bdi>{about}</bdi>
        </strong>{' '}
        {state === 'WAITING' && <Countdown until={entry.sendsAt} />}
        {state === 'SENDING' && 'is being sent…'}
        {message}
      </p>
      {state === 'WAITING' && (
        <>
          <button type="button" className="rd-small" onClick={() => workbench.undo(key)} aria-keyshortcuts="u">
            Undo <kbd>u</kbd>
          </button>
          <button type="button" className="rd-small" onClick={() => void outbox.sendNow(key)} aria-keyshortcuts="s">
            Send now <kbd>s</kbd>
          </button>
        </>
      )}
      {state === 'DELAYED' && (
        <button type="button" className="rd-small" onClick={() => void outbox.sendNow(key)}>
          Try now
        </button>
      )}
      {state === 'REFUSED' && (
        <>
          <button
            type="button"
            className="rd-small"
            onClick={() => {
              outbox.dismiss(key);
              place.go({ view: 'case', id: decision.variables.verification });
            }}
          >
            Look at it again
          </button>
          <button type="button" className="rd-small" onClick={() => outbox.dismiss(key)}>
            Dismiss
          </button>
        </>
      )}
    </div>
  );
}

/** For eyes alone: a screen reader would read every second. */
function Countdown({ until }: { until: number }) {
  const left = Math.max(0, Math.ceil((until - useNow(250)) / 1000));
  return <span aria-hidden="true">is sent in {left} s</span>;
}
