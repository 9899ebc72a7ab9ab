import { conditions, type Condition } from './conditions.ts';
import type { BenchDocument } from './document.ts';
import { drawOther } from './other-layouts.ts';
import { drawStatement, type Edit, type StatementRecipe } from './statements.ts';

/** A document and what happens to it. */
export interface Exhibit {
  readonly id: string;
  readonly document: BenchDocument;
  readonly condition: Condition;
}

const spoilt = conditions.filter((condition) => condition !== 'clean' && condition !== 'turned');
const tongues = ['en', 'zh'] as const;
const statements = ['BANK_STATEMENT', 'STORE_FLOW_STATEMENT'] as const;
const others = ['STORE_BACKEND_SCREENSHOT', 'STORE_PHOTO', 'BUSINESS_LICENSE', 'SOCIAL_MEDIA_SCREENSHOT'] as const;
const edits = ['amount', 'name', 'period'] as const;

/** The documents by which the finding of facts is measured: all kinds, both languages, each as it is and spoilt in other ways. */
export function factExhibits(): Exhibit[] {
  const drawn = tongues.flatMap((tongue) => [
    ...statements.flatMap((kind) =>
      ([0, 1, 2, 3, 'period', 'amount', 'name'] as const).map((variant, index) => {
        const missing = typeof variant === 'string' ? variant : undefined;
        return drawStatement({ seed: `${kind}-${tongue}-${index}`, kind, tongue, layout: index, missing });
      }),
    ),
    ...others.flatMap((kind) =>
      [0, 1, 2, 3, 4, 5].map((layout) =>
        drawOther({ seed: `${kind}-${tongue}-${layout}`, kind, tongue, layout, isNegative: layout > 3 }),
      ),
    ),
  ]);
  return drawn.flatMap((document, index) => {
    const ways = [0, 1].map((turn) => spoilt[(index * 2 + turn) % spoilt.length] ?? 'screenshot');
    const isPrinted = document.kind.endsWith('STATEMENT') || document.kind === 'BUSINESS_LICENSE';
    const chosen: Condition[] = ['clean', ...ways, ...(isPrinted ? ['pdf' as const] : [])];
    // Every other one also turned by a quarter or a half.
    if (index % 2 === 0) chosen.push('turned');
    return chosen.map((condition) => exhibit(document, condition));
  });
}

/** What becomes of one statement when others hand in something like it. */
export interface Case {
  readonly original: Exhibit;
  readonly copies: readonly {
    readonly what: Edit | 'sameBank' | 'nextMonth';
    readonly exhibit: Exhibit;
  }[];
}

/** The statements by which it is measured what is seen again. */
export function resemblanceCases(): Case[] {
  return tongues.flatMap((tongue) =>
    Array.from({ length: tongue === 'en' ? 6 : 2 }, (_, layout) => {
      const recipe: StatementRecipe = { seed: `seen-${tongue}-${layout}`, kind: 'BANK_STATEMENT', tongue, layout };
      const other = drawStatement({ ...recipe, seed: `neighbour-${tongue}-${layout}` });
      const edited = edits.flatMap((edit) =>
        (['clean', 'photograph'] as const).map((condition) => ({
          what: edit,
          exhibit: exhibit(drawStatement({ ...recipe, edit }), condition),
        })),
      );
      return {
        original: exhibit(drawStatement(recipe), 'clean'),
        copies: [
          ...edited,
          { what: 'sameBank' as const, exhibit: exhibit(other, 'clean') },
          { what: 'nextMonth' as const, exhibit: exhibit(drawStatement({ ...recipe, nextMonth: true }), 'clean') },
        ],
      };
    }),
  );
}

/**
 * Documents on which no finder was ever corrected: statements set in layouts of their own, and all kinds drawn from another seed. Each
 * in one condition, or two.
 */
export function heldOutExhibits(): Exhibit[] {
  const ways = conditions.filter((condition) => condition !== 'clean');
  const wayOf = (index: number) => ways[index % ways.length] ?? 'screenshot';
  const unseen = tongues.flatMap((tongue) =>
    statements.flatMap((kind) =>
      ([0, 1, 2, 'period', 'amount', 'name'] as const).map((variant, layout) => {
        const missing = typeof variant === 'string' ? variant : undefined;
        return drawStatement({
          seed: `held-out-${kind}-${tongue}-${layout}`,
          kind,
          tongue,
          layout,
          missing,
          isUnseen: true,
        });
      }),
    ),
  );
  const redrawn = tongues.flatMap((tongue) =>
    others.flatMap((kind) =>
      [0, 1, 2, 3].map((layout) =>
        drawOther({ seed: `held-out-${kind}-${tongue}-${layout}`, kind, tongue, layout, isNegative: layout > 2 }),
      ),
    ),
  );
  return [
    ...unseen.flatMap((document, index) => [exhibit(document, 'clean'), exhibit(document, wayOf(index))]),
    ...redrawn.map((document, index) => exhibit(document, index % 3 === 0 ? 'clean' : wayOf(index))),
  ];
}

function exhibit(document: BenchDocument, condition: Condition): Exhibit {
  return { id: `${document.id}-${condition}`, document, condition };
}
