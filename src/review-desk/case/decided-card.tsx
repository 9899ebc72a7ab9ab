import { statusWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';

/** How the case was decided, with the reasons, and what came of checking it again. */
export function DecidedCard({ found }: { found: Case }) {
  const { decision, status } = found;
  if (!decision) return null;
  const { reasons, note, check, decidedBy } = decision;
  return (
    <section className="rd-card" aria-labelledby="rd-decided">
      <h4 id="rd-decided">
        {statusWord(status)} by <bdi>{decidedBy.name ?? 'a colleague'}</bdi>
      </h4>
      {reasons.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
      {note !== null && (
        <p className="rd-quiet">
          Note: <bdi>{note}</bdi>
        </p>
      )}
      {check && (
        <p>
          Checked again by <bdi>{check.checkedBy.name ?? 'a colleague'}</bdi>:{' '}
          {check.agrees ? 'would have decided the same.' : 'would have decided otherwise.'}
        </p>
      )}
    </section>
  );
}
