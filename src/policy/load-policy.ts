import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Benefit, Policy, Stage } from '../domain/policy.ts';
import { findPolicyIssues, type PolicyIssue } from './policy-issues.ts';
import { policyFile, type PolicyFile } from './policy-file.ts';

/** Thrown when policy.yaml can't be used. The message names each place by its line. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(file: string, problems: readonly string[]) {
    super(`${file} can't be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** Reads and checks the operator's policy. Throws PolicyError with every mistake and its line. */
export async function loadPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new PolicyError(file, ['the file can’t be read']);
  });
  return parsePolicy(text, file);
}

/** Checks a policy's text; `file` is how errors call it. Throws PolicyError with every mistake and its line. */
export function parsePolicy(text: string, file: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new PolicyError(
      file,
      document.errors.map((error) => `line ${error.linePos?.[0].line ?? 1}: ${error.message}`),
    );
  }
  const parsed = policyFile.safeParse(document.toJS());
  const issues: readonly PolicyIssue[] = parsed.success
    ? findPolicyIssues(parsed.data)
    : parsed.error.issues.map((issue) => ({ path: issue.path.filter(isKey), message: issue.message }));
  if (issues.length > 0 || !parsed.success) {
    throw new PolicyError(
      file,
      issues.map(
        ({ path, message }) => `line ${lineOf(document, lines, path)}: ${path.join('.') || 'the file'}: ${message}`,
      ),
    );
  }
  return toPolicy(parsed.data);
}

function isKey(part: PropertyKey): part is string | number {
  return typeof part !== 'symbol';
}

/** The line of a place, or of the nearest place above it that stands in the file. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function toPolicy(file: PolicyFile): Policy {
  const { marketplace, materials, stages, benefits, ...same } = file;
  const byKey = new Map(benefits.map((benefit): [string, Benefit] => [benefit.key, benefit]));
  const [first, ...higher] = stages.map((stage, rank): Stage => {
    const keys = stages.slice(0, rank + 1).flatMap((lower) => lower.benefits);
    return {
      code: stage.code,
      name: stage.name,
      rank,
      methods: stage.methods,
      benefits: keys.flatMap((key) => byKey.get(key) ?? []),
      spendRequired: stage.spend === undefined ? null : { amount: stage.spend, currency: file.currency },
    };
  });
  if (first === undefined) throw new Error('a checked policy has a stage');
  return {
    ...same,
    marketplace: { name: marketplace.name, memberCenterUrl: marketplace.memberCenterUrl ?? null },
    stages: [first, ...higher],
    materials: {
      maxFileBytes: toBytes(materials.maxFileMegabytes),
      maxTotalBytes: toBytes(materials.maxTotalMegabytes),
      maxFiles: materials.maxFiles,
      linkMinutes: materials.linkMinutes,
    },
  };
}

function toBytes(megabytes: number): number {
  return Math.floor(megabytes * 1024 * 1024);
}
