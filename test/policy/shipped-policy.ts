import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePolicy, PolicyError } from '../../src/policy/load-policy.ts';
import { findProjectRoot } from '../../src/project-root.ts';

/** The text of the policy that is shipped. */
export const shipped = await readFile(join(findProjectRoot(), 'policy.yaml'), 'utf8');

/** The line of the changed policy on which this text stands first. */
export const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

/** What is said of a policy that can't be used, without the line that names the file. */
export function mistakes(text: string): string[] {
  try {
    parsePolicy(text, 'policy.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const [, ...lines] = error.message.split('\n');
    return lines.map((line) => line.trim());
  }
}

/** Changes the shipped policy; fails when there was nothing to change. */
export function change(from: string | RegExp, to: string): string {
  const changed = shipped.replace(from, to);
  if (changed === shipped) throw new Error(`the shipped policy has no ${String(from)}`);
  return changed;
}
