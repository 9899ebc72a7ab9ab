import { array, config, iso, object, readonly, string, type infer as Infer } from 'zod/mini';

// zod would try `new Function` otherwise, which the page's content security policy reports as a violation.
config({ jitless: true });

const person = object({
  key: string(),
  name: string(),
  roles: readonly(array(string())),
  about: string(),
  token: string(),
  expiresAt: iso.datetime({ offset: true }),
});

const answer = object({ people: readonly(array(person)) });

/** A sample person of the development server, with a bearer token that is good until `expiresAt` (ISO 8601). */
export type Person = Infer<typeof person>;

/** Reads the answer of `GET /development/people`; throws a ZodError on any other form. */
export function parsePeople(json: unknown): readonly Person[] {
  return answer.parse(json).people;
}

/** A person's roles as a reader would say them: `['REVIEWER']` is `Reviewer`. */
export function rolesInWords({ roles }: Pick<Person, 'roles'>): string {
  return roles.map((role) => role.charAt(0) + role.slice(1).toLowerCase().replaceAll('_', ' ')).join(', ');
}
