import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { rotateKeys } from './application/rotate-keys.ts';
import { sealOldRows } from './application/seal-old-rows.ts';
import { ConfigError, readConfig } from './config.ts';
import { WrongMasterKeyError } from './database/lookup-secret.ts';
import { DatabaseUnreachableError } from './database/require-database.ts';
import { verifyAuditChain, type Anchor } from './database/verify-audit-chain.ts';
import { openHouse, type House } from './open-house.ts';

// What an operator does now and then, beside the servers that run: `npm run seal`, `rotate-keys`, `verify-audit`. It prints
// what came of it; whatever is wrong goes to stderr, with exit code 1.

const usage = `npm run seal                                 seals what older versions left in plain
npm run rotate-keys                          wraps all keys under SECRET_KEY
npm run verify-audit [-- --anchor <file>]    looks whether the audit trail is as it was kept

--anchor: a file to be kept elsewhere. It is checked against if it is there; then the newest link is added to it.`;

/** What is wrong with the command, in a text for whoever gave it. */
class CommandError extends Error {
  override readonly name = 'CommandError';
}

const anchors = z.array(z.object({ position: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) }));

async function verifyAudit({ databaseUrl }: House, anchor: string | undefined): Promise<string> {
  const known = anchor === undefined ? [] : await readAnchors(anchor);
  const { chained, waiting, head, finding } = await verifyAuditChain(databaseUrl, known);
  if (finding !== null) {
    const what = {
      CHANGED: 'was changed',
      REMOVED: 'was removed',
      INSERTED: 'was put in before it',
      ANCHOR_DIFFERS: 'is not the one that was anchored: the chain was made anew',
    }[finding.kind];
    const entry = finding.entryId === null ? '' : ` (${finding.entryId})`;
    throw new CommandError(`The audit trail is NOT as it was kept. Entry ${finding.position}${entry} ${what}.`);
  }
  if (anchor !== undefined && head !== null && known.at(-1)?.position !== head.position) {
    await writeFile(anchor, `${JSON.stringify([...known, head], null, 2)}\n`);
  }
  const end = head === null ? '' : ` Newest link: ${head.position} ${head.hash}.`;
  return `The audit trail is as it was kept: ${chained} entries, ${known.length} anchors; ${waiting} not chained yet.${end}`;
}

async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const read = anchors.safeParse(JSON.parse(text));
  if (!read.success) throw new CommandError(`${file} holds no anchors.`);
  return read.data;
}

async function rotate({ deps }: House): Promise<string> {
  const { rewrapped, resealed, keys, underOthers } = await rotateKeys(deps);
  const left = `${underOthers} of ${keys} keys are left under another master key than SECRET_KEY.`;
  if (underOthers > 0) throw new CommandError(`${left} Run this again.`);
  return `${rewrapped} keys were wrapped anew, ${resealed} values sealed anew. ${left}`;
}

async function seal({ deps }: House): Promise<string> {
  const { members, fields, files, taxNumbers } = await sealOldRows(deps);
  const hashed = taxNumbers === 0 ? '' : ` ${taxNumbers} tax numbers can be found again.`;
  return `${fields} fields and ${files} files of ${members} members were sealed.${hashed} Nothing is left in plain.`;
}

const commands: Readonly<Record<string, (house: House, anchor: string | undefined) => Promise<string>>> = {
  seal,
  'rotate-keys': rotate,
  'verify-audit': verifyAudit,
};

function readCommand() {
  try {
    const { positionals, values } = parseArgs({ options: { anchor: { type: 'string' } }, allowPositionals: true });
    const [name = ''] = positionals;
    const run = commands[name];
    if (run === undefined || positionals.length > 1) throw new CommandError(usage);
    return { run, anchor: values.anchor === undefined ? undefined : resolve(values.anchor) };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

try {
  const { run, anchor } = readCommand();
  const house = await openHouse(readConfig(process.env));
  try {
    process.stdout.write(`${await run(house, anchor)}\n`);
  } finally {
    await house.close();
  }
} catch (error) {
  const isKnown = [CommandError, ConfigError, WrongMasterKeyError, DatabaseUnreachableError].some(
    (known) => error instanceof known,
  );
  process.stderr.write(`${isKnown && error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
