import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBenchServer } from './bench-server.ts';
import { fileSizes, sayFiles } from './desk/file-sizes.ts';
import { measureDecision, type MeasuredDecision } from './desk/measured-decision.ts';
import { launchBrowser, measureVisit, type MeasuredVisit } from './desk/measured-visit.ts';
import { fillQueue } from './desk/waiting-cases.ts';
import { quantiles } from './quantiles.ts';

// npm run bench:desk: how soon the review desk is there when many cases wait, what it loads for that, and what a decision
// takes. Server and browser run on this one machine.

const { values } = parseArgs({
  options: {
    waiting: { type: 'string', default: '10000' },
    visits: { type: 'string', default: '7' },
    decisions: { type: 'string', default: '10' },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const sayTimes = (times: readonly number[]) =>
  `${quantiles(times).p50.toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`;

const viewport = { width: 1440, height: 900 };

function sayVisits(title: string, visits: readonly MeasuredVisit[]): void {
  const of = (key: 'firstPaint' | 'rows' | 'editor') => sayTimes(visits.map((visit) => visit[key]));
  say(`${title}: first paint ${of('firstPaint')}, the queue's rows ${of('rows')}, the editor ${of('editor')}.`);
}

async function sayCold(browser: Browser, url: string): Promise<void> {
  const visits: MeasuredVisit[] = [];
  for (let turn = 0; turn < Number(values.visits); turn += 1) {
    const context = await browser.newContext({ viewport });
    visits.push(await measureVisit(context, url));
    await context.close();
  }
  sayVisits('Cold', visits);
  const [visit] = visits;
  if (!visit) return;
  for (const line of sayFiles('Loaded before the rows', await fileSizes(visit.filesBefore))) say(line);
  for (const line of sayFiles('Loaded later', await fileSizes(visit.filesAfter))) say(line);
}

async function sayWarm(context: BrowserContext, url: string): Promise<void> {
  // Twice: the second time the browser keeps what it has compiled as well.
  for (let turn = 0; turn < 2; turn += 1) await (await measureVisit(context, url)).page.close();
  const visits: MeasuredVisit[] = [];
  for (let turn = 0; turn < Number(values.visits); turn += 1) {
    const visit = await measureVisit(context, url);
    visits.push(visit);
    await visit.page.close();
  }
  sayVisits('Warm', visits);
}

async function sayDecisions(context: BrowserContext, url: string): Promise<void> {
  const { page } = await measureVisit(context, url);
  await page.getByText('Live', { exact: true }).waitFor();
  const decisions: MeasuredDecision[] = [];
  for (let turn = 0; turn < Number(values.decisions); turn += 1) decisions.push(await measureDecision(page));
  const of = (key: 'opened' | 'recorded') => sayTimes(decisions.map((decision) => decision[key]));
  say(`A decision: ${decisions[0]?.keys ?? 0} keys; the case on the screen ${of('opened')} after the first,`);
  say(`and the decision recorded ${of('recorded')} after it.`);
}

const server = await startBenchServer((url) => fillQueue(url, Number(values.waiting)));
const browser = await launchBrowser();
try {
  say(`${values.waiting} cases wait. Times are medians (least to most) of ${values.visits} visits.`);
  await sayCold(browser, server.url);
  const context = await browser.newContext({ viewport });
  await sayWarm(context, server.url);
  await sayDecisions(context, server.url);
} finally {
  await browser.close();
  await server.close();
}
