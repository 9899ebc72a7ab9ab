import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { readOwnEvents } from '../../application/read-own-events.ts';
import { verificationsBefore } from '../../database/verifications-of-members.ts';
import { countChances } from '../../domain/chances.ts';
import type { Member as MemberRecord } from '../../domain/member.ts';
import { methods } from '../../domain/method.ts';
import { foreignCursor } from '../coded-errors.ts';
import type { GraphQLContext } from '../context.ts';
import { membershipOf } from '../membership-source.ts';
import { fromPageCursor, pageSize, toConnection, toId, toPageCursor } from '../paging.ts';
import { CursorScalar } from '../scalars.ts';
import { toIdentity } from '../to-identity.ts';
import { toResult } from '../to-result.ts';
import { unlockPlanOf } from '../unlock-plan-source.ts';
import { Chances } from '../types/chances.ts';
import { MemberEventsResult } from '../types/events.ts';
import { Identity } from '../types/identity.ts';
import { Member, Spend } from '../types/member.ts';
import { Membership } from '../types/membership.ts';
import { UnlockPlan } from '../types/unlock-plan.ts';
import { VerificationConnection } from '../types/verification-connection.ts';

const place = z.tuple([z.string()]);

/** The fields of `Member` that its record does not have. */
@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => Identity, { nullable: true })
  identity(@Root() member: MemberRecord) {
    return member.identity && toIdentity(member.identity);
  }

  @FieldResolver(() => String, { nullable: true })
  identityType(@Root() member: MemberRecord) {
    return member.identity?.type ?? null;
  }

  @FieldResolver(() => Membership)
  membership(@Root() member: MemberRecord, @Ctx() context: GraphQLContext) {
    return membershipOf(context, member);
  }

  @FieldResolver(() => UnlockPlan, { nullable: true })
  unlockPlan(@Root() member: MemberRecord, @Arg('stage', () => String) stage: string, @Ctx() context: GraphQLContext) {
    return unlockPlanOf(context, member, stage);
  }

  @FieldResolver(() => [Chances])
  async chances(@Root() member: MemberRecord, @Ctx() { deps, loaders }: GraphQLContext) {
    const used = await loaders.chancesUsed.load(member.id);
    return methods.map((method) => countChances(method, deps.policy.chances[method], used?.[method] ?? 0));
  }

  @FieldResolver(() => VerificationConnection)
  async verifications(
    @Root() member: MemberRecord,
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { deps, loaders }: GraphQLContext,
  ) {
    const size = pageSize(first);
    const before = fromPageCursor(after, place)?.[0];
    const read = await (before === undefined
      ? loaders.newestVerificationsOfMember.load(member.id, size + 1)
      : verificationsBefore(deps.database.session(), member.id, size + 1, toId(before)));
    return {
      ...toConnection(read, size, before !== undefined, (verification) => toPageCursor(verification.id)),
      ofMember: member.id,
    };
  }

  @FieldResolver(() => Spend)
  async spend(@Root() member: MemberRecord, @Ctx() { deps, loaders }: GraphQLContext) {
    const spend = await loaders.spend.load(member.id);
    return {
      total: { amount: spend?.total ?? 0, currency: deps.policy.currency },
      orders: spend?.orders ?? 0,
      countedSince: member.spendCountsSince,
    };
  }

  @FieldResolver(() => MemberEventsResult)
  async events(
    @Root() member: MemberRecord,
    @Arg('first', () => Int) first: number,
    @Arg('after', () => CursorScalar, { nullable: true }) after: string | null | undefined,
    @Ctx() { deps }: GraphQLContext,
  ) {
    const asked = { memberId: member.id, first: pageSize(first), after: after ?? null };
    const outcome = await readOwnEvents(deps, asked);
    if (outcome.kind === 'CursorInvalid') throw foreignCursor();
    return toResult('MemberEvents', outcome);
  }
}
