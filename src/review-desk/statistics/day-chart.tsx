import { dayWords } from '../parts/words.ts';
import type { Statistics } from './statistics.ts';

const [WIDTH, HEIGHT, FOOT] = [480, 130, 18];

/** What came and what went, day by day: two bars each. */
export function DayChart({ days }: { days: Statistics['perDay'] }) {
  const most = Math.max(1, ...days.flatMap(({ submitted, decided }) => [submitted, decided]));
  const step = WIDTH / Math.max(1, days.length);
  const bar = Math.max(1, step * 0.38);
  const total = (of: 'submitted' | 'decided') => days.reduce((sum, day) => sum + day[of], 0);
  const height = (count: number) => (count / most) * (HEIGHT - FOOT - 14);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className="rd-chart">
      <figcaption>
        By day: <span className="rd-key rd-key-in">submitted ({total('submitted')})</span>{' '}
        <span className="rd-key rd-key-out">decided ({total('decided')})</span>, at most {most} a day
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`By day: ${total('submitted')} were submitted and ${total('decided')} decided in ${days.length} days, at most ${most} on one day.`}
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
        {days.map(({ day, submitted, decided }, at) => (
          <g key={day} transform={`translate(${at * step} ${HEIGHT - FOOT})`}>
            <title>{`${dayWords(day)}: ${submitted} submitted, ${decided} decided`}</title>
            <rect className="rd-in" x={step / 2 - bar} width={bar} y={-height(submitted)} height={height(submitted)} />
            <rect className="rd-out" x={step / 2} width={bar} y={-height(decided)} height={height(decided)} />
          </g>
        ))}
        {first && (
          <text x={0} y={HEIGHT - 3}>
            {dayWords(first.day)}
          </text>
        )}
        {last && (
          <text x={WIDTH} y={HEIGHT - 3} textAnchor="end">
            {dayWords(last.day)}
          </text>
        )}
      </svg>
    </figure>
  );
}
