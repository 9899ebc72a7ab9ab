import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { DevelopmentIssuer } from '../identity-provider/development-issuer.ts';
import { samplePeople } from '../identity-provider/sample-people.ts';

/**
 * Outside production: who can be signed in, with fresh tokens, for the menu of GraphiQL. Answers only under this machine's
 * name or an address in numbers: a foreign page can point a name of its own here (DNS rebinding), but not these.
 */
export function registerDevelopmentPeople(app: FastifyInstance, issuer: DevelopmentIssuer): void {
  app.get('/development/people', async (request, reply) => {
    if (!isNoForeignName(request.hostname)) return reply.callNotFound();
    const people = await Promise.all(
      samplePeople.map(async (person) => {
        const { key, name, roles, about } = person;
        const { token, expiresAt } = await issuer.issue(person);
        return { key, name, roles, about, token, expiresAt: expiresAt.toISOString() };
      }),
    );
    return reply.header('cache-control', 'no-store').send({ people });
  });
}

function isNoForeignName(hostname: string): boolean {
  const name = hostname.toLowerCase().replaceAll(/[[\]]/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) > 0;
}
