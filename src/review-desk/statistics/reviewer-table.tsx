import type { Statistics } from './statistics.ts';

/** Who decided how much, how fast, and how often another came to the same. */
export function ReviewerTable({ reviewers }: { reviewers: Statistics['perReviewer'] }) {
  if (reviewers.length === 0) return <p className="rd-quiet">Nobody has decided anything in these days.</p>;
  const most = Math.max(...reviewers.map(({ decisions }) => decisions));
  return (
    <table className="rd-table">
      <caption>By reviewer</caption>
      <thead>
        <tr>
          <th scope="col">Reviewer</th>
          <th scope="col">Decisions</th>
          <th scope="col">Median minutes</th>
          <th scope="col">Others agreed</th>
        </tr>
      </thead>
      <tbody>
        {reviewers.map((one, at) => (
          <tr key={`${one.reviewer.name ?? ''} ${at}`}>
            <th scope="row">
              <bdi>{one.reviewer.name ?? 'No name'}</bdi>
            </th>
            <td>
              <Share approved={one.approved} rejected={one.rejected} most={most} />
            </td>
            <td>{one.medianMinutes === null ? '–' : one.medianMinutes.toFixed(1)}</td>
            <td>{agreement(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ approved, rejected, most }: { approved: number; rejected: number; most: number }) {
  return (
    <span className="rd-share">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="rd-approved" width={(approved / most) * 100} height={10} />
        <rect className="rd-rejected" x={(approved / most) * 100} width={(rejected / most) * 100} height={10} />
      </svg>
      {approved} approved, {rejected} rejected
    </span>
  );
}

function agreement({ agreements, disagreements }: Statistics['perReviewer'][number]): string {
  const all = agreements + disagreements;
  return all === 0 ? 'not checked' : `${agreements} of ${all}`;
}
