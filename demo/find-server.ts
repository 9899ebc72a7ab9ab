import { z } from 'zod';
import {
  createDevelopmentIssuer,
  hasDevelopmentKey,
  type DevelopmentIssuer,
} from '../src/identity-provider/development-issuer.ts';
import { DemoError } from './demo-error.ts';

const people = z.object({ people: z.array(z.object({ token: z.string() })).min(1) });

/**
 * Makes sure that a server runs at the URL, that it takes the tokens which this data folder's key signs, and that its
 * mails land in the development mailbox. Throws DemoError that says what to do.
 */
export async function findServer(url: string, dataDir: string): Promise<DevelopmentIssuer> {
  const answer = await fetch(`${url}/development/people`).catch(() => undefined);
  if (answer === undefined) {
    throw new DemoError(`No server answers at ${url}.
Start one in another terminal and leave it running:

  npm start

Then run the demo again. If the server is elsewhere, say where: BONAFIDE_URL=http://127.0.0.1:4001 npm run demo`);
  }
  if (!answer.ok) {
    throw new DemoError(`The server at ${url} has no sample people: it is a production server, or takes its tokens from an
identity provider, or is something else. The demo invents buyers and decides on them: play it against a development server.`);
  }
  const mailbox = await fetch(`${url}/mailbox.json`);
  if (!mailbox.ok) {
    throw new DemoError(`The server at ${url} sends real mails. The demo reads them in the development mailbox: start the
server without SMTP_URL.`);
  }
  const { people: listed } = people.parse(await answer.json());
  const issuer = hasDevelopmentKey(dataDir) ? await createDevelopmentIssuer(dataDir) : undefined;
  const isOurs = await issuer?.verify(listed[0]?.token ?? '').then(
    () => true,
    () => false,
  );
  if (issuer !== undefined && isOurs === true) return issuer;
  throw new DemoError(`The server at ${url} keeps its data in another folder than ${dataDir}, so it does not know the key
that would sign the demo's people in. Name the server's folder: DATA_DIR=/its/data npm run demo`);
}
