import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { useSession } from '../desk-context.ts';
import { signedInAs } from './session.ts';

/** Reads the schema when somebody signs in and it could not be read before; a server may show it to no stranger. */
export function ReadSchemaAfterSignIn() {
  const actions = useGraphiQLActions();
  const hasFailed = useGraphiQL(({ fetchError }) => fetchError !== null);
  const who = signedInAs(useSession());
  const triedFor = useRef(who);
  useEffect(() => {
    // Once a sign-in: a failure by itself would repeat for ever.
    if (!hasFailed || who === undefined || who === triedFor.current) return;
    triedFor.current = who;
    void actions.introspect();
  }, [hasFailed, who, actions]);
  return null;
}
