import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The folder that holds package.json, schema.graphql, policy.yaml and migrations/, whether the code runs from src/ or from dist/. Throws when there is none above this file. */
export function findProjectRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'schema.graphql'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('schema.graphql was not found in any folder above the server’s code');
  return findProjectRoot(parent);
}

/** The version that package.json says. */
export async function projectVersion(root: string): Promise<string> {
  const { version } = versioned.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return version;
}

const versioned = z.object({ version: z.string() });
