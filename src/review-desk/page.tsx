import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { DeskContext } from './desk-context.ts';
import type { Desk } from './desk.ts';
import { BeforeEditor } from './editor/before-editor.tsx';
import { ReviewPanel } from './panel/review-panel.tsx';
import { SessionBar } from './session/session-bar.tsx';
import { isReviewing } from './session/session.ts';

const GraphiqlEditor = lazy(async () => ({ default: (await import('./editor/graphiql-editor.tsx')).GraphiqlEditor }));

/** Whether the desk shows what its visitor came for: the queue, why there is none, or that it is for others. */
function isThere({ session, workbench }: Desk): boolean {
  const { total, problem } = workbench.queue.get();
  return !isReviewing(session.get()) || total !== undefined || problem !== undefined;
}

/**
 * The whole page: the bar, and GraphiQL below it. The review panel is drawn first, by itself; GraphiQL with its editor is
 * several times its size, follows when the queue has painted, and takes the panel into its side bar.
 */
export function Page({ desk }: { desk: Desk }) {
  const [hasPainted, setHasPainted] = useState(false);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      if (frame !== 0 || !isThere(desk)) return;
      // Two frames: one that draws, and one that tells that it was drawn.
      frame = requestAnimationFrame(() => requestAnimationFrame(() => setHasPainted(true)));
    };
    const stops = [desk.session.subscribe(look), desk.workbench.queue.subscribe(look)];
    look();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [desk]);
  return (
    <DeskContext value={desk}>
      <SessionBar />
      <main className="desk-main">
        {hasPainted ? (
          <Suspense fallback={<BeforeEditor />}>
            <GraphiqlEditor />
          </Suspense>
        ) : (
          <BeforeEditor />
        )}
      </main>
      {createPortal(<ReviewPanel />, desk.host)}
    </DeskContext>
  );
}
