import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { identityWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';
import { claimedInformation } from './claimed-information.ts';
import { FactList } from './fact-list.tsx';
import { InformationValue } from './information-value.tsx';

/** What the buyer claims, beside what the materials must show and what was found in them. */
export function ClaimedCard({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { identities } = useStore(workbench.reference);
  const claimed = claimedInformation(found, identities);
  return (
    <section className="rd-card" aria-labelledby="rd-claimed">
      <h4 id="rd-claimed">{identityWord(found.member.identityType)} says</h4>
      <dl className="rd-claims">
        {claimed.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              <InformationValue value={value} />
            </dd>
          </div>
        ))}
        {claimed.length === 0 && <p className="rd-quiet">Nothing was declared.</p>}
      </dl>
      {found.__typename === 'MaterialVerification' && <FactList found={found} claimed={claimed} />}
    </section>
  );
}
