import { useDesk, useSession } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { rolesOf } from '../session/session.ts';

const CONNECTIONS = {
  off: 'Not following',
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'No connection, trying again…',
} as const;

/** The desk's head: where one is, whether the queue is live, the editor, and help. */
export function PanelHead({ onHelp }: { onHelp: () => void }) {
  const { workbench, editor } = useDesk();
  const { state } = useStore(workbench.watcher);
  const { isShown } = useStore(editor);
  const { at } = useStore(workbench.place);
  const { total } = useStore(workbench.checks);
  const session = useSession();
  return (
    <header className="rd-head">
      <h2 className="rd-title">Review desk</h2>
      {rolesOf(session).includes('SUPERVISOR') && (
        <button
          type="button"
          className="rd-small"
          aria-pressed={at.view === 'overview'}
          onClick={() => workbench.place.go({ view: at.view === 'overview' ? 'queue' : 'overview' })}
        >
          Overview
        </button>
      )}
      {(total > 0 || at.view === 'checks') && (
        <button
          type="button"
          className="rd-small"
          aria-pressed={at.view === 'checks'}
          onClick={() => workbench.place.go({ view: at.view === 'checks' ? 'queue' : 'checks' })}
        >
          To check <span className="rd-count">{total}</span>
        </button>
      )}
      <p className={`rd-connection rd-connection-${state}`} role="status">
        {CONNECTIONS[state]}
      </p>
      <button type="button" className="rd-small rd-editor-toggle" aria-pressed={isShown} onClick={editor.toggle}>
        Editor
      </button>
      <button type="button" className="rd-small" onClick={onHelp} aria-keyshortcuts="?">
        Keys <kbd>?</kbd>
      </button>
    </header>
  );
}
