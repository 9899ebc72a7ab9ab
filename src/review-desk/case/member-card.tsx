import { instantWords, methodWord, statusWord } from '../parts/words.ts';
import type { Case } from './case-store.ts';

type Earlier = Case['member']['verifications']['nodes'][number];

/** What is known of the member: its level, its chances, and how earlier verifications ended. */
export function MemberCard({ found }: { found: Case }) {
  const { member, method } = found;
  const earlier = member.verifications.nodes.filter(({ id }) => id !== found.id);
  const chances = member.chances.find((one) => one.method === method);
  return (
    <section className="rd-card" aria-labelledby="rd-member">
      <h4 id="rd-member">Member</h4>
      <p className="rd-member-line">
        Level <strong>{member.membership.level.name}</strong>
        {chances && (
          <>
            {' · '}
            {chances.left} of {chances.limit} chances of {methodWord(method).toLowerCase()} left
          </>
        )}
      </p>
      {earlier.length === 0 ? (
        <p className="rd-quiet">First verification of this member.</p>
      ) : (
        <ol className="rd-earlier" aria-label="Earlier verifications">
          {earlier.map((one) => (
            <EarlierRun key={one.id} run={one} />
          ))}
        </ol>
      )}
    </section>
  );
}

function EarlierRun({ run }: { run: Earlier }) {
  const { status, method, stage, submittedAt, decision } = run;
  const materials = 'materials' in run ? run.materials : [];
  return (
    <li>
      <p>
        <span className={`rd-status rd-status-${status.toLowerCase()}`}>{statusWord(status)}</span> {methodWord(method)}{' '}
        → {stage.name}
        {submittedAt !== null && (
          <span className="rd-quiet"> · {instantWords(decision?.decidedAt ?? submittedAt)}</span>
        )}
      </p>
      {decision?.reasons.map(({ code, message }) => (
        <p className="rd-quiet" key={code}>
          {message}
        </p>
      ))}
      {decision?.note && (
        <p className="rd-quiet">
          Note: <bdi>{decision.note}</bdi>
        </p>
      )}
      {materials.length > 0 && (
        <p className="rd-files">
          {materials.map(({ id, fileName, link }) => (
            <a key={id} href={link.url} target="_blank" rel="noreferrer">
              <bdi>{fileName}</bdi>
            </a>
          ))}
        </p>
      )}
    </li>
  );
}
