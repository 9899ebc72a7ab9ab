import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
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

/** A further check of a policy whose form is right, by whoever knows more: what is wrong, and where. */
export type PolicyCheck = (policy: Policy) => readonly PolicyIssue[];

/** Reads and checks the operator's policy. Throws PolicyError with every mistake and its line. */
export async function loadPolicy(file: string, check?: PolicyCheck): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new PolicyError(file, ['the file can’t be read']);
  });
  return parsePolicy(text, file, check);
}

/** Checks a policy's text; `file` is how errors call it. Throws PolicyError with every mistake and its line. */
export function parsePolicy(text: string, file: string, check: PolicyCheck = () => []): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new PolicyError(
      file,
      document.errors.map(({ pos: [at], message }) => `line ${lines.linePos(at).line}: ${message}`),
    );
  }
  const refuse = (issues: readonly PolicyIssue[]): void => {
    if (issues.length > 0)
      throw new PolicyError(
        file,
        issues.map((issue) => describe(issue, document, lines)),
      );
  };
  const parsed = policyFile.safeParse(valuesOf(document, file));
  if (!parsed.success) refuse(parsed.error.issues.flatMap((issue) => toIssues(issue, document)));
  if (!parsed.success) throw new PolicyError(file, ['it has another form than it should']);
  refuse(findPolicyIssues(parsed.data));
  const policy = toPolicy(parsed.data);
  refuse(check(policy));
  return policy;
}

/** Aliases are the one thing that only shows when the values are asked for. */
function valuesOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new PolicyError(file, [error instanceof Error ? error.message : 'its aliases can’t be followed']);
  }
}

function toIssues(issue: z.core.$ZodIssue, document: Document): readonly PolicyIssue[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such entry' }));
  }
  const isMissing = issue.code === 'invalid_type' && !document.hasIn(path);
  return [{ path, message: isMissing ? 'is missing' : issue.message }];
}

function describe({ path, message }: PolicyIssue, document: Document, lines: LineCounter): string {
  return `line ${lineOf(document, lines, path)}: ${path.join('.') || 'the file'}: ${message}`;
}

/** The line of a place, or of the nearest place above it that stands in the file. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    // What a key names can begin on a later line than the key.
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function toPolicy(file: PolicyFile): Policy {
  const { marketplace, materials, stages, benefits, review, reminders, ...same } = file;
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
      statementRequired: stage.statement
        ? { amount: { amount: stage.statement.amount, currency: file.currency }, months: stage.statement.months }
        : null,
      secondReview: review.secondReview.stages.includes(stage.code),
    };
  });
  if (first === undefined) throw new Error('a checked policy has a stage');
  const { secondReview: _stages, ...ofReview } = review;
  return {
    ...same,
    marketplace: { name: marketplace.name, memberCenterUrl: marketplace.memberCenterUrl ?? null },
    stages: [first, ...higher],
    review: { ...ofReview, remindersTo: review.remindersTo ?? null },
    reminders: { ...reminders, claimLapsingMinutes: reminders.claimLapsingMinutes ?? 5 },
    materials: {
      maxFileBytes: toBytes(materials.maxFileMegabytes),
      maxTotalBytes: toBytes(materials.maxTotalMegabytes),
      maxFiles: materials.maxFiles,
      linkMinutes: materials.linkMinutes,
      maxPages: materials.maxPages,
      maxInspectionSeconds: materials.maxInspectionSeconds,
    },
  };
}

function toBytes(megabytes: number): number {
  return Math.floor(megabytes * 1024 * 1024);
}
