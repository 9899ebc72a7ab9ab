import { useLayoutEffect, useRef } from 'react';
import { useDesk } from '../desk-context.ts';

/** The place where the review panel stands; it moves in when this is drawn, with its state and its focus. */
export function DeskSlot() {
  const { host } = useDesk();
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    slot.current?.append(host);
    if (focused instanceof HTMLElement && host.contains(focused)) focused.focus({ preventScroll: true });
  }, [host]);
  return <div className="desk-slot-place" ref={slot} />;
}
