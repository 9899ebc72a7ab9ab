import type { Violation } from './checker/rule.ts';
import type { Tally } from './checker/tally.ts';

/** So many violations of one rule are shown. */
const MOST_SHOWN = 10;

/** What a run was made of, and what is wrong, for whoever reads the terminal. */
export function writeReport(seconds: number, counts: Tally, violations: readonly Violation[]): string {
  const rows: readonly (readonly [string, string])[] = [
    ['time', `${Math.round(seconds)} s`],
    ['faults', list(counts.faults)],
    ['wishes', `${counts.acknowledged} acknowledged, ${counts.refused} refused, ${counts.unknown} unknown for good`],
    ['sent again', `${counts.repeated} (${list(counts.lost)})`],
    ['decisions', `${counts.decisions} acknowledged`],
    ['reads', `${counts.reads}`],
    ['events', `${counts.events} received, ${counts.reconnections} reconnections`],
    ['mails', `${counts.mails}, of which ${counts.doubledMails} came again under the same Message-ID`],
    ...(counts.messages > 0
      ? [['messages', `${counts.messages}, of which ${counts.doubledMessages} came again under the same id`] as const]
      : []),
    ['crashes', `${counts.crashes} servers ended that nobody ended`],
  ];
  const table = rows.map(([name, text]) => `  ${name.padEnd(12)}${text}`).join('\n');
  return `${table}\n\n${violations.length === 0 ? '  Nothing that was acknowledged was lost or doubled.' : writeViolations(violations)}\n`;
}

function writeViolations(violations: readonly Violation[]): string {
  const lines = [...Map.groupBy(violations, ({ rule }) => rule)].flatMap(([rule, all]) => [
    `  ${rule}: ${all.length}`,
    ...all.slice(0, MOST_SHOWN).map(({ what, at = [] }) => {
      const places = at.length > 0 ? ` (entries ${at.slice(0, 6).join(', ')})` : '';
      return `    - ${what}${places}`;
    }),
  ]);
  return ['  VIOLATIONS', ...lines].join('\n');
}

function list(counts: Readonly<Record<string, number>>): string {
  return (
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none'
  );
}
