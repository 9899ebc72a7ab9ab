import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { auditEntries } from '../../database/stores/audit-store.ts';
import { fromPageCursor, pageSize, toConnection, toOptionalId, toPageCursor } from '../paging.ts';
import type { GraphQLContext } from '../context.ts';
import { AuditEntryConnection, AuditTrailFilter } from '../types/audit-entry.ts';

const auditPlace = z.tuple([z.guid()]);

/** `Query.auditTrail`. */
@Resolver()
export class AuditTrailQuery {
  @Query(() => AuditEntryConnection)
  async auditTrail(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('filter', () => AuditTrailFilter, { nullable: true }) filter: AuditTrailFilter | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<AuditEntryConnection> {
    const size = pageSize(first);
    const before = fromPageCursor(after, auditPlace)?.[0] ?? null;
    const kept = {
      memberId: toOptionalId(filter?.member),
      actorId: toOptionalId(filter?.actor),
      verificationId: toOptionalId(filter?.verification),
      acts: filter?.acts ?? undefined,
    };
    const read = await auditEntries(context.deps.database.session(), kept, size + 1, before);
    const withRole = read.map((entry) => ({ ...entry, role: entry.actorRole }));
    return toConnection(withRole, size, before !== null, (entry) => toPageCursor(entry.id));
  }
}
