import { useSession } from '../desk-context.ts';
import { isReviewing } from '../session/session.ts';
import { DeskSlot } from './desk-slot.tsx';

/** What stands there until GraphiQL is loaded: the same shape, with the review panel for those who review. */
export function BeforeEditor() {
  const session = useSession();
  return (
    <div className="desk-before">
      <div className="desk-before-bar" />
      {isReviewing(session) && <DeskSlot />}
      <p className="desk-before-editor" role="status">
        The editor is loading…
      </p>
    </div>
  );
}
