import { useDesk } from '../desk-context.ts';
import { rolesInWords, type Person } from './person.ts';

/** The menu of sample sign-ins, in development only. */
export function PersonMenu({ people, person }: { people: readonly Person[]; person: Person | undefined }) {
  const { session } = useDesk();
  return (
    <label className="desk-field">
      Signed in as
      <select
        className="desk-select"
        value={person?.key ?? ''}
        onChange={({ target }) => (target.value === '' ? session.signOut() : session.choose(target.value))}
      >
        <option value="">nobody</option>
        {people.map((candidate) => (
          <option key={candidate.key} value={candidate.key}>
            {candidate.name} ({rolesInWords(candidate)})
          </option>
        ))}
      </select>
    </label>
  );
}
