import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Desk } from './desk.ts';
import type { SessionState } from './session/session.ts';

/** Hands the desk to every component below. */
export const DeskContext = createContext<Desk | null>(null);

/** The desk; throws outside of `ReviewDesk`. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('This component has to stand inside ReviewDesk.');
  return desk;
}

/** Who is signed in; the component is drawn again when that changes. */
export function useSession(): SessionState {
  const { session } = useDesk();
  return useSyncExternalStore(session.subscribe, session.get);
}
