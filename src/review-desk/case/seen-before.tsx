import { useState } from 'react';
import { factWord } from '../parts/words.ts';
import type { CaseMaterial } from './case-store.ts';
import { ownAddress } from './own-address.ts';

type Resemblance = CaseMaterial['resemblances'][number];

/** What a material resembles that another member handed in. It proves nothing: it is there to be compared. */
export function SeenBefore({ resemblances }: { resemblances: readonly Resemblance[] }) {
  if (resemblances.length === 0) return null;
  return (
    <section className="rd-seen-before" aria-label="Seen before">
      <h4>Seen before</h4>
      <ul>
        {resemblances.map((resemblance) => (
          <li key={resemblance.material.id}>
            <One resemblance={resemblance} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ resemblance }: { resemblance: Resemblance }) {
  const [isCompared, setIsCompared] = useState(false);
  const { message, member, material, similarity, differences } = resemblance;
  const [page] = material.inspection.pages;
  return (
    <>
      <p>
        {message} <bdi>{member.name ?? 'A member without a name'}</bdi>, <bdi>{material.fileName}</bdi>,{' '}
        {Math.round(similarity * 100)} % the same.
      </p>
      {differences.length > 0 && (
        <table className="rd-table">
          <caption className="rd-unseen">What the two say differently</caption>
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Here</th>
              <th scope="col">There</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ fact, here, there }) => (
              <tr key={fact}>
                <th scope="row">{factWord(fact)}</th>
                <td>
                  <bdi>{here ?? 'not read'}</bdi>
                </td>
                <td>
                  <bdi>{there ?? 'not read'}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page && (
        <button
          type="button"
          className="rd-small"
          aria-expanded={isCompared}
          onClick={() => setIsCompared(!isCompared)}
        >
          {isCompared ? 'Hide the other one' : 'Look at the other one'}
        </button>
      )}
      {page && isCompared && (
        <a href={ownAddress(page.image.url)} target="_blank" rel="noreferrer" className="rd-other">
          <img
            src={ownAddress(page.image.url)}
            alt={`First page of what ${member.name ?? 'the other member'} handed in`}
            style={{ aspectRatio: page.width / page.height }}
          />
        </a>
      )}
    </>
  );
}
