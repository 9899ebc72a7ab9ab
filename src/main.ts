import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import pretty from 'pino-pretty';
import { ConfigError, readConfig } from './config.ts';
import { DataFolderInUseError } from './database/embedded/data-folder-in-use-error.ts';
import { DatabaseUnreachableError } from './database/require-database.ts';
import { WrongMasterKeyError } from './database/lookup-secret.ts';
import { faultFields } from './http/fault-fields.ts';
import { CannotListenError } from './http/listen.ts';
import { PolicyError } from './policy/load-policy.ts';
import { SampleDataError } from './sample-data/sample-data-error.ts';
import { startServer, type RunningServer } from './server.ts';

/** Errors whose message is written for the operator: no stack helps. */
const forTheOperator = [
  ConfigError,
  PolicyError,
  DataFolderInUseError,
  DatabaseUnreachableError,
  WrongMasterKeyError,
  CannotListenError,
  SampleDataError,
];

function fail(error: unknown): never {
  const isKnown = forTheOperator.some((known) => error instanceof known);
  process.stderr.write(`${isKnown && error instanceof Error ? error.message : toText(error)}\n`);
  process.exit(1);
}

function toText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nbecause: ${toText(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function greet({ url, development, databaseLocation }: RunningServer): void {
  const lines = [
    '',
    `Bonafide listens on ${url}`,
    '',
    `  GraphiQL   ${url}/graphiql`,
    `  GraphQL    ${url}/graphql   (HTTP, WebSocket and event streams)`,
    ...(development.mailbox ? [`  Mailbox    ${url}/mailbox   (mails land here until SMTP_URL is set)`] : []),
    ...(databaseLocation ? [`  Database   ${databaseLocation}`] : []),
    ...(development.signIns
      ? [
          '',
          'Sample people: pick one in the menu of GraphiQL, or print a bearer token for curl:',
          '  npm run token -- --role buyer',
          '  npm run token -- --role reviewer',
          '  npm run token -- --role supervisor',
          '  npm run token -- --role service',
          '  npm run token -- --role operator',
        ]
      : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  const config = readConfig(process.env);
  // Lines for programs, unless a person looks at them.
  const forPeople = process.stdout.isTTY && !config.isProduction;
  const logger = forPeople
    ? pino({ level: config.logLevel }, pretty({ sync: true, singleLine: true, ignore: 'pid,hostname' }))
    : pino({ level: config.logLevel });
  const server = await startServer(config, logger);
  greet(server);
  // A second signal stops at once.
  closeWithGrace({ delay: config.drainSeconds * 1000 + 20_000, logger: false }, async ({ err }) => {
    if (err) logger.error(faultFields(err), 'stopping after a fault');
    else await server.drain();
    await server.close();
  });
} catch (error) {
  fail(error);
}
