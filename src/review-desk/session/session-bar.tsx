import { useDesk, useSession } from '../desk-context.ts';
import { PersonMenu } from './person-menu.tsx';
import { rolesInWords } from './person.ts';
import { rolesOf } from './session.ts';
import { TokenField } from './token-field.tsx';

/** The slim bar above GraphiQL: whose desk this is, and how to become somebody else. */
export function SessionBar() {
  const { session } = useDesk();
  const state = useSession();
  const { people, person, token, provider, hasEnded, problem } = state;
  const isSignedIn = person !== undefined || token !== undefined;
  const signIn = (
    <button type="button" className="desk-button desk-button-primary" onClick={() => void session.signIn()}>
      {hasEnded ? 'Sign in again' : 'Sign in'}
    </button>
  );
  return (
    <header className="desk-bar">
      <h1 className="desk-name">Bonafide</h1>
      {people && <PersonMenu people={people} person={person} />}
      {!people && token && (
        <p className="desk-field">
          <span>
            {token.claims.name === undefined ? (
              'Signed in with a token'
            ) : (
              <>
                Signed in as <strong dir="auto">{token.claims.name}</strong>
              </>
            )}
            {token.claims.roles.length > 0 && ` (${rolesInWords({ roles: rolesOf(state) })})`}
          </span>
        </p>
      )}
      {!people && (!isSignedIn || hasEnded) && (provider ? signIn : <TokenField />)}
      {isSignedIn && (
        <button type="button" className="desk-button" onClick={session.signOut}>
          Sign out
        </button>
      )}
      <p className={hasEnded || problem ? 'desk-about desk-alert' : 'desk-about'} role="status">
        {hasEnded && 'Your session has ended. What you prepared is kept in this tab.'}
        {problem !== undefined && `Signing in did not work: ${problem}`}
        {!hasEnded && problem === undefined && person?.about}
      </p>
      {people && (
        <a className="desk-link" href="/mailbox" target="_blank" rel="noreferrer">
          Mailbox
        </a>
      )}
    </header>
  );
}
