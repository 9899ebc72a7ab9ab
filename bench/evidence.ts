import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProjectRoot } from '../src/project-root.ts';
import { conditions } from './evidence/conditions.ts';
import { factExhibits, heldOutExhibits, resemblanceCases, type Exhibit } from './evidence/corpus.ts';
import { readAll, readingOf, type Reading } from './evidence/readings.ts';
import { render } from './evidence/render.ts';
import { reportFacts } from './evidence/report-facts.ts';
import { reportResemblances } from './evidence/report-resemblances.ts';
import { scoresOf } from './evidence/score.ts';
import { share, table } from './evidence/table.ts';
import { quantiles } from './quantiles.ts';

// npm run bench:evidence: how well facts and copies are found on generated pages. What was drawn and read is kept in
// dist/evidence/, so that a run that was cut short goes on where it was. With --held-out it reads documents on which no finder
// was corrected instead.

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '600' }, 'held-out': { type: 'boolean', default: false } },
});
const until = Date.now() + Number(values.minutes) * 60_000;
const say = (text: string) => void process.stdout.write(`${text}\n`);

const folder = join(findProjectRoot(), 'dist', 'evidence');
const [pages, readings] = [join(folder, 'pages'), join(folder, 'readings')];
await mkdir(folder, { recursive: true });

const ofFacts = values['held-out'] ? heldOutExhibits() : factExhibits();
const cases = values['held-out'] ? [] : resemblanceCases();
const ofCases = cases.flatMap(({ original, copies }) => [original, ...copies.map(({ exhibit }) => exhibit)]);
const all = [...ofFacts, ...ofCases];

const undrawn = await render(pages, all, until);
const unread = await readAll(readings, pages, all, until);
if (undrawn + unread > 0)
  say(`${undrawn} pages are not drawn yet, ${unread} not read. Run it again to go on; this is what is known.`);

const known = new Map<string, Reading>();
for (const exhibit of all) {
  const reading = await readingOf(readings, exhibit).catch(() => undefined);
  if (reading !== undefined) known.set(exhibit.id, reading);
}
const readingFor = ({ id }: Exhibit) => known.get(id);
const isKnown = (exhibit: Exhibit) => known.has(exhibit.id);

say(
  `\n${share(ofFacts.filter(isKnown).length, ofFacts.length)} documents with facts, ${share(ofCases.filter(isKnown).length, ofCases.length)} of copies.\n`,
);
say(
  reportFacts(
    ofFacts.flatMap((exhibit) => {
      const reading = readingFor(exhibit);
      return reading === undefined ? [] : scoresOf(exhibit, reading);
    }),
  ),
);
say(`\n${reportResemblances(cases, readingFor)}\n`);
say(
  table(
    [
      '',
      'pages',
      'seconds of processor time a page: half within',
      '95 % within',
      'most',
      'most memory of the recognition',
    ],
    [...conditions, 'pdf' as const].map((condition) => {
      const read = all.filter((one) => one.condition === condition).flatMap((one) => readingFor(one) ?? []);
      const { p50, p95, max } = quantiles(read.flatMap(({ processorSeconds }) => processorSeconds ?? []));
      const memory = Math.max(0, ...read.map(({ megabytes }) => megabytes));
      return [condition, read.length, p50.toFixed(1), p95.toFixed(1), max.toFixed(1), `${memory.toFixed(0)} MB`];
    }),
  ),
);
