import type { FastifyInstance } from 'fastify';
import type { DevelopmentIssuer } from '../identity-provider/development-issuer.ts';
import { samplePeople } from '../identity-provider/sample-people.ts';

/** Outside production: who can be signed in, with fresh tokens, for the menu of GraphiQL. Only answers on the machine's own addresses' pages, not across sites. */
export function registerDevelopmentPeople(app: FastifyInstance, issuer: DevelopmentIssuer): void {
  app.get('/development/people', async (_request, reply) => {
    const people = await Promise.all(
      samplePeople.map(async ({ key, name, roles, about, ...person }) => {
        const { token, expiresAt } = await issuer.issue({ key, name, roles, about, ...person });
        return { key, name, roles, about, token, expiresAt: expiresAt.toISOString() };
      }),
    );
    return reply.header('cache-control', 'no-store').send({ people });
  });
}
