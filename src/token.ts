import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { createDevelopmentIssuer } from './identity-provider/development-issuer.ts';
import { findSamplePerson, samplePeople, type SamplePerson } from './identity-provider/sample-people.ts';

// Prints a bearer token of a sample person for the server that keeps its data in DATA_DIR, and nothing else, so that a
// shell can catch it. Whatever is wrong goes to stderr, with exit code 1.

const MOST_HOURS = 24 * 365;

const usage = `npm run --silent token -- --role <role> [--hours <n>]
npm run --silent token -- --as <person> [--hours <n>]

Prints a bearer token of a sample person, good for 12 hours or as many as you say. The people:

${samplePeople.map(({ key, roles, about }) => `  ${key.padEnd(16)}  ${roles.join(', ').padEnd(10)}  ${about}`).join('\n')}`;

/** What is wrong with the command, in a text for whoever gave it. */
class CommandError extends Error {
  override readonly name = 'CommandError';
}

const options = {
  role: { type: 'string' },
  as: { type: 'string' },
  hours: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Wanted = { readonly role?: string | undefined; readonly as?: string | undefined };

function readArguments(): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function personOf({ role, as: key }: Wanted): SamplePerson {
  if ((role === undefined) === (key === undefined)) throw new CommandError(`Give --role or --as.\n\n${usage}`);
  const person = findSamplePerson(key === undefined ? { role: role ?? '' } : { key });
  if (person !== undefined) return person;
  const known = key === undefined ? samplePeople.flatMap((one) => one.roles) : samplePeople.map((one) => one.key);
  const names = [...new Set(known)].map((name) => name.toLowerCase()).join(', ');
  throw new CommandError(`There is no sample ${key === undefined ? 'role' : 'person'} "${key ?? role}": ${names}.`);
}

function secondsOf(hours: string | undefined): number | undefined {
  if (hours === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(hours) ? Math.round(Number(hours) * 3600) : 0;
  if (seconds >= 1 && seconds <= MOST_HOURS * 3600) return seconds;
  throw new CommandError(`--hours must be a number above 0, and at most ${MOST_HOURS}.`);
}

function dataDirOf(variables: NodeJS.ProcessEnv): string {
  const environment = variables['NODE_ENV']?.trim();
  if (environment === 'production') throw new CommandError('There are no sample people in production.');
  const { auth, dataDir } = readConfig(variables);
  if (auth.kind === 'development') return resolve(dataDir);
  throw new CommandError(`This server takes its tokens from ${auth.issuer}: get one there.`);
}

try {
  const { help, hours, ...wanted } = readArguments();
  if (help === true) {
    process.stderr.write(`${usage}\n`);
  } else {
    const person = personOf(wanted);
    const seconds = secondsOf(hours);
    const issuer = await createDevelopmentIssuer(dataDirOf(process.env));
    const { token } = await issuer.issue(person, seconds);
    process.stdout.write(`${token}\n`);
  }
} catch (error) {
  const isKnown = error instanceof CommandError || error instanceof ConfigError;
  process.stderr.write(`${isKnown ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
