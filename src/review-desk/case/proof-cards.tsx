import { useState } from 'react';
import { useDesk } from '../desk-context.ts';
import type { TaxNumberVerdict } from '../generated/graphql.ts';
import { instantWords, statusWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';

type Found<Type extends Case['__typename']> = Extract<Case, { __typename: Type }>;

const VERDICTS: Readonly<Record<TaxNumberVerdict, string>> = {
  CHECKSUM_VALID: 'Its form and check digits are right.',
  FORMAT_ONLY: 'Its form is right; numbers of this country have no check digits.',
  COUNTRY_UNSUPPORTED: 'Nothing was checked: numbers of this country are not known here.',
};

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' });

/** The whole tax number, to be looked up in the country's register. */
export function TaxNumberCard({ found }: { found: Found<'TaxNumberVerification'> }) {
  const { country, taxNumber, verdict } = found;
  const [isCopied, setIsCopied] = useState(false);
  return (
    <section className="rd-card" aria-labelledby="rd-proof">
      <h4 id="rd-proof">Tax number</h4>
      <p className="rd-big">
        <bdi>{taxNumber ?? 'None'}</bdi>
      </p>
      <p>
        {country !== null && `${COUNTRIES.of(country) ?? country}. `}
        {verdict !== null && VERDICTS[verdict]} Whether it is registered, and to whom, says the country’s register.
      </p>
      {taxNumber !== null && (
        <button
          type="button"
          className="rd-button"
          onClick={() =>
            void navigator.clipboard.writeText(taxNumber).then(
              () => setIsCopied(true),
              () => undefined,
            )
          }
        >
          {isCopied ? 'Copied' : 'Copy the number'}
        </button>
      )}
      <ReusedBy found={found} />
      <p className="rd-quiet">That you have read it is kept in the audit trail.</p>
    </section>
  );
}

/** Who else handed the same number in. */
function ReusedBy({ found }: { found: Found<'TaxNumberVerification'> }) {
  const { place } = useDesk().workbench;
  const { reusedBy } = found;
  if (reusedBy.length === 0) return null;
  return (
    <section className="rd-seen-before" aria-label="Seen before">
      <h4>Seen before</h4>
      <p>Other members handed in the same number:</p>
      <ul>
        {reusedBy.map(({ member, verification: { id, status, stage } }) => (
          <li key={id}>
            <button type="button" className="rd-link" onClick={() => place.go({ view: 'case', id })}>
              <bdi>{member.name ?? 'A member without a name'}</bdi>
            </button>{' '}
            <span className="rd-quiet">
              {statusWord(status)}, {stage.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The confirmed address. */
export function EmailCard({ found }: { found: Found<'EmailVerification'> }) {
  const { email, confirmedAt } = found;
  return (
    <section className="rd-card" aria-labelledby="rd-proof">
      <h4 id="rd-proof">Business email</h4>
      <p className="rd-big">
        <bdi>{email ?? 'None'}</bdi>
      </p>
      <p>
        {confirmedAt === null
          ? 'The code has not come back.'
          : `The code that was mailed there came back ${instantWords(confirmedAt)}.`}
      </p>
      <p>
        Look whether the domain {email !== null && <strong>{email.split('@').at(-1)}</strong>} belongs to this business.
      </p>
    </section>
  );
}
