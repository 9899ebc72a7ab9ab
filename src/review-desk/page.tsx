import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { DeskContext } from './desk-context.ts';
import type { Desk } from './desk.ts';
import { BeforeEditor } from './editor/before-editor.tsx';
import { ReviewPanel } from './panel/review-panel.tsx';
import { SessionBar } from './session/session-bar.tsx';

const GraphiqlEditor = lazy(async () => ({ default: (await import('./editor/graphiql-editor.tsx')).GraphiqlEditor }));

/**
 * The whole page: the bar, and GraphiQL below it. The review panel is drawn first, by itself; GraphiQL with its editor is
 * several times its size, follows when the panel has painted, and takes the panel into its side bar.
 */
export function Page({ desk }: { desk: Desk }) {
  const [hasPainted, setHasPainted] = useState(false);
  useEffect(() => {
    // Two frames: one that draws, and one that tells that it was drawn.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setHasPainted(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
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
