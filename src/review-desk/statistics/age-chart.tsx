import type { Statistics } from './statistics.ts';

const ROW = 24;
const LABEL = 90;
const WIDTH = 480;

/** How long what waits has waited, a bar for each span of days. */
export function AgeChart({ ages }: { ages: Statistics['ages'] }) {
  const most = Math.max(1, ...ages.map(({ open }) => open));
  const words = ages.map((age) => `${spanWords(age)}: ${age.open}`).join(', ');
  return (
    <figure className="rd-chart">
      <figcaption>Waiting, by age</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${ages.length * ROW}`} role="img" aria-label={`Waiting, by age. ${words}.`}>
        {ages.map((age, at) => {
          const width = (age.open / most) * (WIDTH - LABEL - 40);
          return (
            <g key={age.fromDays} transform={`translate(0 ${at * ROW})`}>
              <text x={LABEL - 8} y={ROW / 2} textAnchor="end" dominantBaseline="central">
                {spanWords(age)}
              </text>
              <rect x={LABEL} y={4} width={Math.max(width, age.open > 0 ? 2 : 0)} height={ROW - 8} rx={3} />
              <text x={LABEL + width + 6} y={ROW / 2} dominantBaseline="central">
                {age.open}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

function spanWords({ fromDays, toDays }: Statistics['ages'][number]): string {
  if (toDays === null) return `${fromDays}+ days`;
  if (fromDays === toDays) return fromDays === 0 ? 'today' : `${fromDays} ${fromDays === 1 ? 'day' : 'days'}`;
  return `${fromDays}–${toDays} days`;
}
