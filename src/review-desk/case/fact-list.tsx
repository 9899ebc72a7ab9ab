import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { factWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';
import type { ClaimedField } from './claimed-information.ts';

type MaterialCase = Extract<Case, { __typename: 'MaterialVerification' }>;

/** The facts that the materials must show, as a list that the reviewer ticks off. */
export function FactList({ found, claimed }: { found: MaterialCase; claimed: readonly ClaimedField[] }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { seen } = drafts.of(found.id);
  return (
    <>
      {found.requirements.map(({ requirement }) => (
        <fieldset className="rd-facts" key={requirement.kind}>
          <legend>{requirement.label} shows</legend>
          <ul>
            {requirement.mustShow.map((fact) => {
              const key = `${requirement.kind} ${fact}`;
              const claim = claimed.find(({ claims }) => claims === fact);
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
                </li>
              );
            })}
          </ul>
        </fieldset>
      ))}
    </>
  );
}
