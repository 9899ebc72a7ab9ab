import type { Case } from '../case/case-store.ts';
import type { ReasonGroup } from './fitting-reasons.ts';
import type { DraftReason } from './kept-forms.ts';

interface BuyerMessageProps {
  readonly found: Case;
  readonly given: readonly DraftReason[];
  readonly groups: readonly ReasonGroup[];
}

/** What the buyer will read, as its mail and its page say it. */
export function BuyerMessage({ found, given, groups }: BuyerMessageProps) {
  if (given.length === 0) return null;
  return (
    <section className="rd-letter" aria-label="What the buyer will read">
      <p className="rd-letter-about">What the buyer will read</p>
      <p>
        Hello{found.member.name !== null && <bdi> {found.member.name}</bdi>}, we can’t approve this verification for{' '}
        <strong>{found.stage.name}</strong> yet.
      </p>
      <ol>
        {given.map(({ code, material }) => {
          const group = groups.find((one) => (one.material?.id ?? null) === material);
          const rule = group?.rules.find((one) => one.code === code);
          return (
            <li key={`${code} ${material ?? ''}`}>
              {group?.material && <strong>{group.title}: </strong>}
              {rule?.message}
              <br />
              <strong>To put it right:</strong> {rule?.remedyMessage}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
