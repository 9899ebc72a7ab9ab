import { useEffect, useState } from 'react';
import { useDesk } from '../desk-context.ts';
import { problemText } from '../operations/problem-text.ts';
import { daysBefore } from '../queue/queue-filter.ts';
import { AgeChart } from './age-chart.tsx';
import { DayChart } from './day-chart.tsx';
import { ReviewerTable } from './reviewer-table.tsx';
import type { Statistics } from './statistics.ts';

const SPANS = [7, 30, 90] as const;

/** For supervisors: what waits and how old it is, what came and went, and who decided what. */
export function OverviewView() {
  const { workbench } = useDesk();
  const [days, setDays] = useState<(typeof SPANS)[number]>(30);
  const [statistics, setStatistics] = useState<Statistics | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      try {
        // Which day it is, the operator's calendar says.
        const { today } = (await workbench.run('QueueCounts', {}, { isQuiet: true })).queueCounts;
        const variables = { from: daysBefore(today, days - 1), to: today };
        const { reviewStatistics } = await workbench.run('ReviewStatistics', variables);
        if (!isCurrent) return;
        setStatistics(reviewStatistics);
        setProblem(undefined);
      } catch (error) {
        if (isCurrent) setProblem(problemText(error));
      }
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [workbench, days]);

  return (
    <div className="rd-overview">
      <div className="rd-views" role="group" aria-label="Span">
        {SPANS.map((span) => (
          <button
            key={span}
            type="button"
            className="rd-view"
            aria-pressed={span === days}
            onClick={() => setDays(span)}
          >
            {span} days
          </button>
        ))}
      </div>
      {problem !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {problem}
        </p>
      )}
      {statistics && (
        <>
          <dl className="rd-figures">
            <Figure label="Waiting" value={statistics.open} />
            <Figure label="Due today" value={statistics.dueToday} tone="warn" />
            <Figure label="Overdue" value={statistics.overdue} tone="bad" />
          </dl>
          <AgeChart ages={statistics.ages} />
          <DayChart days={statistics.perDay} />
          <ReviewerTable reviewers={statistics.perReviewer} />
        </>
      )}
    </div>
  );
}

function Figure({ label, value, tone }: { label: string; value: number; tone?: 'warn' | 'bad' }) {
  return (
    <div className={tone !== undefined && value > 0 ? `rd-figure rd-tone-${tone}` : 'rd-figure'}>
      <dt>{label}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}
