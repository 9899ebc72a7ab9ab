import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory } from './checker/check-history.ts';
import { tally } from './checker/tally.ts';
import { givenDatabase, ownDatabase } from './cluster/run-database.ts';
import { beginHistory } from './history/history.ts';
import { readHistory } from './history/read-history.ts';
import { readOptions, usage, type TortureOptions } from './options.ts';
import { makePlan } from './plan/make-plan.ts';
import { printPlan } from './plan/print-plan.ts';
import { writeReport } from './report.ts';
import { runTorture } from './run-torture.ts';
import { TortureError } from './torture-error.ts';

// npm run torture: docs/torture.md says what it does. Exit code 0: nothing is wrong; 1: something is; 2: it could not run.

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function checkAgain(file: string): Promise<number> {
  const entries = await readHistory(file);
  const violations = checkHistory(entries);
  say(writeReport((entries.at(-1)?.at ?? 0) / 1000, tally(entries), violations));
  return violations.length === 0 ? 0 : 1;
}

async function runOnce(options: TortureOptions): Promise<number> {
  const plan = makePlan(options.planned);
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-torture-'));
  // Where it runs as root, PostgreSQL's user has to pass.
  await chmod(folder, 0o711);
  const file = join(folder, 'history.jsonl');
  const history = beginHistory(file);
  const database =
    options.databaseUrl === undefined
      ? await ownDatabase(join(folder, 'database'))
      : givenDatabase(options.databaseUrl);
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  say(`seed ${plan.seed}, in ${folder}`);
  let isFine = false;
  try {
    const violations = await runTorture({
      plan,
      folder,
      database,
      history,
      bug: options.bug,
      keysAreKnown: options.keys,
      webhooks: options.webhooks,
      requestPatience: options.requestSeconds * 1000,
      settlePatience: options.settleSeconds * 1000,
      onPhase: (phase) => say(`${seconds().toFixed(1).padStart(7)} s  ${phase}`),
    });
    say(`\n${writeReport(seconds(), tally(history.entries), violations)}`);
    isFine = violations.length === 0;
    return isFine ? 0 : 1;
  } finally {
    await history.close();
    await database.close();
    if (isFine && !options.keep) await rm(folder, { recursive: true, force: true });
    else say(`The history is in ${file}, and the servers' logs beside it.`);
  }
}

try {
  const options = readOptions(process.argv.slice(2), () => randomInt(1_000_000));
  if (options.help) say(usage);
  else if (options.plan) say(printPlan(makePlan(options.planned)));
  else process.exitCode = options.check === undefined ? await runOnce(options) : await checkAgain(options.check);
} catch (error) {
  process.stderr.write(`${error instanceof TortureError ? error.message : String(error)}\n`);
  if (!(error instanceof TortureError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
}
