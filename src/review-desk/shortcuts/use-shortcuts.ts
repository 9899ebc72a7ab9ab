import { useEffect, useState, type RefObject } from 'react';
import { foundFacts } from '../case/found-facts.ts';
import { useDesk } from '../desk-context.ts';
import { useOpenAsQuery } from '../operations/use-open-as-query.ts';
import { areShortcutsOn } from './shortcut-switch.ts';
import { shortcutOf, type ShortcutName } from './shortcuts.ts';

/** Whether the overlay with all keys is shown. */
interface Help {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/**
 * Lets single keys work while the focus is in the panel or nowhere: never in a field or the editor, where they are text.
 * They can be switched off in the overlay.
 */
export function useShortcuts(panel: RefObject<HTMLElement | null>): Help {
  const desk = useDesk();
  const openAsQuery = useOpenAsQuery();
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    const { workbench, editor } = desk;
    const { queue, place, openCase, viewer, outbox } = workbench;
    const acts: Readonly<Record<ShortcutName, () => void>> = {
      help: () => setIsOpen(true),
      down: () => queue.move(1),
      up: () => queue.move(-1),
      open: () => {
        const { selected } = queue.get();
        if (selected !== undefined) place.go({ view: 'case', id: selected });
      },
      claimNext: () => void workbench.claimNext(),
      claim: () => void openCase.claim(),
      approve: () => void workbench.decide('approve'),
      reject: () => void workbench.decide('reject'),
      release: () => void workbench.release(),
      undo: () => workbench.undo(),
      sendNow: () => outbox.flush(false),
      back: () => workbench.stepBack(),
      nextMaterial: () => viewer.nextMaterial(1),
      previousMaterial: () => viewer.nextMaterial(-1),
      nextPage: () => viewer.nextPage(1),
      previousPage: () => viewer.nextPage(-1),
      firstPage: () => viewer.show(viewer.get().material, 1),
      lastPage: () => viewer.show(viewer.get().material, viewer.get().pages),
      zoomIn: () => viewer.zoom('in'),
      zoomOut: () => viewer.zoom('out'),
      fit: () => viewer.zoom('whole'),
      nextFact: () => {
        const { found } = openCase.get();
        if (found) viewer.nextSpot(foundFacts(found));
      },
      marks: viewer.toggleMarks,
      agree: () => void workbench.check(true),
      differ: () => void workbench.check(false),
      query: () => {
        const [newest] = workbench.log.get().entries;
        if (newest) openAsQuery(newest);
      },
      editor: editor.toggle,
    };
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const isHere = target === document.body || (target instanceof Node && panel.current?.contains(target) === true);
      if (!isHere || event.defaultPrevented || panel.current?.offsetParent === null) return;
      const { at } = place.get();
      const name = shortcutOf(event, at.view, isText(target));
      if (name === undefined || (name !== 'back' && !areShortcutsOn())) return;
      event.preventDefault();
      acts[name]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk, openAsQuery, panel]);

  return { isOpen, open: () => setIsOpen(true), close: () => setIsOpen(false) };
}

function isText(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, [role=dialog]') !== null
  );
}
