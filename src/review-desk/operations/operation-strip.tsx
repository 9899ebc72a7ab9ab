import { useState } from 'react';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { documentOf } from './desk-operations.ts';
import type { LoggedOperation } from './operation-log.ts';
import { useOpenAsQuery } from './use-open-as-query.ts';

/** The operations behind what was clicked: the newest always, the others when asked for; each opens in the editor. */
export function OperationStrip() {
  const { workbench } = useDesk();
  const { entries } = useStore(workbench.log);
  const [isOpen, setIsOpen] = useState(false);
  const openAsQuery = useOpenAsQuery();
  const [newest] = entries;
  if (!newest) return null;
  return (
    <footer className="rd-strip">
      {isOpen && (
        <ol className="rd-log" aria-label="Operations of this desk, the newest first">
          {entries.slice(1).map((entry) => (
            <li key={entry.id}>
              <Line entry={entry} onOpen={() => openAsQuery(entry)} />
            </li>
          ))}
        </ol>
      )}
      <div className="rd-strip-newest">
        <button
          type="button"
          className="rd-small"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          disabled={entries.length < 2}
        >
          {isOpen ? 'Fewer' : 'Operations'}
        </button>
        <Line entry={newest} onOpen={() => openAsQuery(newest)} hint />
      </div>
    </footer>
  );
}

function Line({ entry, onOpen, hint }: { entry: LoggedOperation; onOpen: () => void; hint?: boolean }) {
  const { name, outcome, milliseconds, isProblem } = entry;
  return (
    <p className="rd-line">
      <code>
        <span className="rd-kind">{documentOf(name).kind}</span> {name}
      </code>
      <span className={isProblem ? 'rd-outcome rd-bad' : 'rd-outcome'}>
        {outcome === undefined ? 'sending…' : `${outcome} · ${milliseconds ?? 0} ms`}
      </span>
      <button type="button" className="rd-link" onClick={onOpen}>
        Open <span className="rd-unseen">{name}</span> as query{hint && <kbd>o</kbd>}
      </button>
    </p>
  );
}
