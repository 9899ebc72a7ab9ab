import { facts } from '../../src/domain/material.ts';
import { conditions } from './conditions.ts';
import type { Score } from './score.ts';
import { share, table } from './table.ts';

/** How well facts were found: by fact, by condition, and by language. */
export function reportFacts(scores: readonly Score[]): string {
  const rows = (groups: readonly (readonly [string, (score: Score) => boolean])[]) =>
    groups.map(([name, belongs]) => rowOf(name, scores.filter(belongs)));
  const head = ['', 'shown', 'found', 'found or unsure', 'not shown', 'found all the same', 'right of what was found'];
  return [
    table(head, rows(facts.map((fact) => [fact, (score) => score.fact === fact]))),
    table(head, [
      ...rows(
        [...conditions, 'pdf' as const].map((condition) => [
          condition,
          ({ exhibit }) => exhibit.condition === condition,
        ]),
      ),
      ...rows([
        ['English', ({ exhibit }) => exhibit.document.tongue === 'en'],
        ['Chinese', ({ exhibit }) => exhibit.document.tongue === 'zh'],
        ['all', () => true],
      ]),
    ]),
  ].join('\n\n');
}

function rowOf(name: string, scores: readonly Score[]): string[] {
  const there = scores.filter(({ isThere }) => isThere);
  const absent = scores.filter(({ isThere }) => !isThere);
  const found = scores.filter(({ mark }) => mark === 'FOUND');
  const right = found.filter(({ isRight }) => isRight);
  return [
    name,
    String(there.length),
    share(right.length, there.length),
    share(there.filter(({ mark }) => mark !== 'NOT_FOUND').length, there.length),
    String(absent.length),
    share(absent.filter(({ mark }) => mark === 'FOUND').length, absent.length),
    share(right.length, found.length),
  ];
}
