import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { factWord } from '../parts/words.ts';
import type { FoundFact } from './found-facts.ts';

interface PageMarksProps {
  readonly facts: readonly FoundFact[];
  readonly page: number;
}

/** The words that were read as facts, marked on their page. They are for the eye: the list of facts says the same. */
export function PageMarks({ facts, page }: PageMarksProps) {
  const { viewer } = useDesk().workbench;
  const { spot, areMarksShown } = useStore(viewer);
  if (!areMarksShown) return null;
  return (
    <div aria-hidden="true">
      {facts.flatMap(({ material, fact, mark, words }) =>
        words
          .filter((word) => word.page === page)
          .map(({ text, left, top, width, height }) => {
            const isSpot = spot?.material === material && spot.fact === fact;
            return (
              <span
                key={`${fact} ${left} ${top}`}
                className={`rd-mark rd-mark-${mark === 'FOUND' ? 'found' : 'unsure'}${isSpot ? ' rd-mark-spot' : ''}`}
                style={{ left: share(left), top: share(top), width: share(width), height: share(height) }}
                title={`${factWord(fact)}: ${text}`}
              />
            );
          }),
      )}
    </div>
  );
}

const share = (part: number) => `${(part * 100).toFixed(3)}%`;
