import { useDesk, useSession } from '../desk-context.ts';
import { PersonMenu } from './person-menu.tsx';
import { TokenField } from './token-field.tsx';

/** The slim bar above GraphiQL: whose desk this is, and how to become somebody else. */
export function SessionBar() {
  const { session } = useDesk();
  const { people, person, pastedToken } = useSession();
  const isSignedIn = person !== undefined || pastedToken !== undefined;
  return (
    <header className="desk-bar">
      <h1 className="desk-name">Bonafide</h1>
      {people ? <PersonMenu people={people} person={person} /> : <TokenField isSignedIn={isSignedIn} />}
      {isSignedIn && (
        <button type="button" className="desk-button" onClick={session.signOut}>
          Sign out
        </button>
      )}
      {person && <p className="desk-about">{person.about}</p>}
      {people && (
        <a className="desk-link" href="/mailbox" target="_blank" rel="noreferrer">
          Mailbox
        </a>
      )}
    </header>
  );
}
