import { lazy, Suspense, useRef } from 'react';
import { useDesk, useSession } from '../desk-context.ts';
import { OutboxNotes } from '../decide/outbox-notes.tsx';
import { OperationStrip } from '../operations/operation-strip.tsx';
import { useStore } from '../parts/store.ts';
import { QueueView } from '../queue/queue-view.tsx';
import { rolesInWords } from '../session/person.ts';
import { isReviewing, rolesOf } from '../session/session.ts';
import { ShortcutHelp } from '../shortcuts/shortcut-help.tsx';
import { useShortcuts } from '../shortcuts/use-shortcuts.ts';
import { PanelHead } from './panel-head.tsx';

// The queue paints without what a case needs.
const CaseView = lazy(async () => ({ default: (await import('../case/case-view.tsx')).CaseView }));

const ChecksView = lazy(async () => ({ default: (await import('../checks/checks-view.tsx')).ChecksView }));

const OverviewView = lazy(async () => ({ default: (await import('../statistics/overview-view.tsx')).OverviewView }));

/** The review desk: the queue or a case, what is on its way, and the operations behind it all. */
export function ReviewPanel() {
  const session = useSession();
  return isReviewing(session) ? <Desk /> : <ForOthers />;
}

function Desk() {
  const { workbench } = useDesk();
  const { at } = useStore(workbench.place);
  const { notice } = useStore(workbench);
  const panel = useRef<HTMLElement>(null);
  const help = useShortcuts(panel);
  return (
    <section className="rd" aria-label="Review desk" ref={panel}>
      <PanelHead onHelp={help.open} />
      {notice !== undefined && (
        <p className="rd-notice" role="status">
          {notice}
        </p>
      )}
      <div className="rd-body">
        {at.view === 'case' ? (
          <Suspense fallback={<p className="rd-quiet">Opening the case…</p>}>
            <CaseView />
          </Suspense>
        ) : at.view === 'overview' ? (
          <Suspense fallback={<p className="rd-quiet">Counting…</p>}>
            <OverviewView />
          </Suspense>
        ) : at.view === 'checks' ? (
          <Suspense fallback={<p className="rd-quiet">Looking…</p>}>
            <ChecksView />
          </Suspense>
        ) : (
          <QueueView />
        )}
      </div>
      <OutboxNotes />
      <OperationStrip />
      {help.isOpen && <ShortcutHelp onClose={help.close} />}
    </section>
  );
}

function ForOthers() {
  const session = useSession();
  const roles = rolesOf(session);
  return (
    <section className="rd" aria-label="Review desk">
      <div className="rd-empty">
        <h2>Review desk</h2>
        <p>
          {roles.length === 0
            ? 'Sign in as a reviewer or a supervisor to see what waits for a decision.'
            : `It is for reviewers and supervisors; you are signed in as ${rolesInWords({ roles })}. The Collection has what you can do here.`}
        </p>
      </div>
    </section>
  );
}
