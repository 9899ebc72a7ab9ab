import { useDesk } from '../desk-context.ts';
import type { FactMark } from '../generated/graphql.ts';
import { useStore } from '../parts/store.ts';
import type { FoundFact } from './found-facts.ts';

const MARKS: Readonly<Record<FactMark, string>> = { FOUND: 'read', UNSURE: 'unsure', NOT_FOUND: 'not read' };

/** What was read of a fact: how sure, what, and the way to its place on the page. Advice alone: nothing is ticked by it. */
export function ReadFact({ line, isOneOfMany }: { line: FoundFact; isOneOfMany: boolean }) {
  const { viewer } = useDesk().workbench;
  const { spot } = useStore(viewer);
  const { material, fact, mark, value, words, fileName } = line;
  const isShown = spot?.material === material && spot.fact === fact;
  const [first] = words;
  return (
    <p className="rd-read">
      <span className={`rd-read-mark rd-read-${mark.toLowerCase().replace('_', '-')}`}>{MARKS[mark]}</span>
      {value !== undefined && first === undefined && <bdi>{value}</bdi>}
      {value !== undefined && first !== undefined && (
        <button
          type="button"
          className="rd-link"
          aria-pressed={isShown}
          title="Show it on the page"
          onClick={() => viewer.spot(line)}
        >
          <bdi>{value}</bdi>
        </button>
      )}
      {isOneOfMany && <bdi className="rd-quiet"> {fileName}</bdi>}
    </p>
  );
}
