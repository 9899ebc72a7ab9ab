import type { Case } from './case-store.ts';

/** Why the case was decided as it was, and what came of checking it again; nothing while there is nothing to say. */
export function DecidedCard({ found }: { found: Case }) {
  const { decision } = found;
  if (!decision) return null;
  const { reasons, note, check } = decision;
  if (reasons.length === 0 && note === null && !check) return null;
  return (
    <section className="rd-card" aria-labelledby="rd-decided">
      <h4 id="rd-decided">Decision</h4>
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
