import { z } from 'zod';
import { startServerForTests, type TestServer, type TestServerOptions } from './server.ts';
import type { TestClient } from './client.ts';

const listed = z.object({ people: z.array(z.object({ key: z.string(), token: z.string() })) });
const kept = z.array(z.object({ to: z.string(), subject: z.string() }));

/** Starts a server with sample data, whose mails land in the development mailbox. */
export async function startSampleServer({ env, ...options }: TestServerOptions = {}): Promise<TestServer> {
  return startServerForTests({ ...options, env: { SAMPLE_DATA: 'true', SMTP_URL: '', ...env } });
}

/** Signs a sample person in, as the menu of GraphiQL does. */
export async function signInAs(server: TestServer, key: string): Promise<TestClient> {
  const { people } = listed.parse(await (await fetch(`${server.url}/development/people`)).json());
  const person = people.find((one) => one.key === key);
  if (person === undefined) throw new Error(`there is no sample person ${key}`);
  return server.withToken(person.token);
}

/** What the development mailbox holds, newest first. */
export async function readMailbox(server: TestServer): Promise<z.infer<typeof kept>> {
  return kept.parse(await (await fetch(`${server.url}/mailbox.json`)).json());
}
