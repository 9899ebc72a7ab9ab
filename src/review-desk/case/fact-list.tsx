import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { factWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';
import type { ClaimedField } from './claimed-information.ts';
import { foundFacts, materialsOf, type FoundFact } from './found-facts.ts';
import { ReadFact } from './read-fact.tsx';

type MaterialCase = Extract<Case, { __typename: 'MaterialVerification' }>;

/** The facts that the materials must show, as a list that the reviewer ticks off: what is claimed beside what was read. */
export function FactList({ found, claimed }: { found: MaterialCase; claimed: readonly ClaimedField[] }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { seen } = drafts.of(found.id);
  const read = foundFacts(found);
  const all = materialsOf(found);
  return (
    <>
      {found.requirements.map(({ requirement, materials }) => (
        <fieldset className="rd-facts" key={requirement.kind}>
          <legend>
            {requirement.label} shows
            <ReadingNote materials={materials} />
          </legend>
          <ul>
            {requirement.mustShow.map((fact) => {
              const key = `${requirement.kind} ${fact}`;
              const claim = claimed.find(({ claims }) => claims === fact);
              const lines = read.filter((one) => one.fact === fact && isOneOf(materials, all[one.material]));
              return (
                <li key={fact}>
                  <label className="rd-check">
                    <input
                      type="checkbox"
                      checked={seen.includes(key)}
                      onChange={({ target }) =>
                        drafts.change(found.id, {
                          seen: target.checked ? [...seen, key] : seen.filter((one) => one !== key),
                        })
                      }
                    />
                    <span>{factWord(fact)}</span>
                    {claim && <bdi className="rd-claim">{claim.value}</bdi>}
                  </label>
                  {lines.map((line) => (
                    <ReadFact key={keyOf(line)} line={line} isOneOfMany={lines.length > 1} />
                  ))}
                </li>
              );
            })}
          </ul>
        </fieldset>
      ))}
    </>
  );
}

const keyOf = ({ material, fact }: FoundFact) => `${material} ${fact}`;

function isOneOf(materials: MaterialCase['requirements'][number]['materials'], one: { id: string } | undefined) {
  return materials.some(({ id }) => id === one?.id);
}

/** Says why nothing is marked yet. */
function ReadingNote({ materials }: { materials: MaterialCase['requirements'][number]['materials'] }) {
  const isPending = materials.some(
    ({ reading, inspection }) => reading.state === 'PENDING' && inspection.state !== 'REFUSED',
  );
  if (isPending) return <span className="rd-quiet"> · being read…</span>;
  if (materials.length > 0 && materials.every(({ reading }) => reading.state === 'UNREADABLE')) {
    return <span className="rd-quiet"> · no text was recognised</span>;
  }
  return null;
}
