import { moneyWords } from '../parts/money.ts';
import { instantWords } from '../parts/words.ts';
import type { Case } from './case-store.ts';

/** What others have decided of a case that takes two: the first review, and one that differs. */
export function ReviewsCard({ found }: { found: Case }) {
  const { firstReview, dissentingReview, stage, status } = found;
  if (status !== 'SUBMITTED' || (!stage.secondReview && !firstReview)) return null;
  return (
    <section className="rd-card" aria-labelledby="rd-reviews">
      <h4 id="rd-reviews">Two reviewers decide</h4>
      {!firstReview && <p className="rd-quiet">{stage.name} takes two who decide the same. You are the first.</p>}
      {firstReview && (
        <>
          <p>
            <strong>{firstReview.outcome === 'APPROVED' ? 'Approved' : 'Rejected'}</strong> by{' '}
            <bdi>{firstReview.reviewer.name ?? 'a colleague'}</bdi>, {instantWords(firstReview.at)}.
          </p>
          {firstReview.confirmedStatement && (
            <p>
              Confirmed {moneyWords(firstReview.confirmedStatement.amount)} from{' '}
              {firstReview.confirmedStatement.period.from} to {firstReview.confirmedStatement.period.to}.
            </p>
          )}
        </>
      )}
      {[firstReview, dissentingReview].flatMap((review) => [
        ...(review?.reasons.map(({ code, message }) => (
          <p className="rd-quiet" key={`${review.at} ${code}`}>
            {message}
          </p>
        )) ?? []),
        ...(review?.note ? [<Note key={`${review.at} note`} note={review.note} />] : []),
      ])}
      {dissentingReview && (
        <p>
          <strong>{dissentingReview.outcome === 'APPROVED' ? 'Approved' : 'Rejected'}</strong> by{' '}
          <bdi>{dissentingReview.reviewer.name ?? 'a colleague'}</bdi>: they differ, so a supervisor decides.
        </p>
      )}
    </section>
  );
}

function Note({ note }: { note: string }) {
  return (
    <p className="rd-quiet">
      Note: <bdi>{note}</bdi>
    </p>
  );
}
