import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { deliveriesOf } from '../../database/webhook-deliveries.ts';
import type {
  WebhookDelivery as WebhookDeliveryRecord,
  WebhookEndpoint as WebhookEndpointRecord,
} from '../../domain/webhook.ts';
import type { GraphQLContext } from '../context.ts';
import { WebhookDeliveryStatus, WebhookDisabledCause, WebhookEndpointStatus } from '../enums.ts';
import { loadMember } from '../load.ts';
import { fromPageCursor, pageSize, toConnection, toPageCursor } from '../paging.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Member } from '../types/member.ts';
import { WebhookDelivery, WebhookDeliveryConnection } from '../types/webhook-delivery.ts';
import { WebhookEndpoint, WebhookSecretRotation } from '../types/webhook-endpoint.ts';

const place = z.tuple([z.guid()]);

/** The fields of `WebhookEndpoint` that its record does not have. */
@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  @FieldResolver(() => WebhookEndpointStatus)
  status(@Root() { disabled }: WebhookEndpointRecord) {
    return disabled === null ? 'ENABLED' : 'DISABLED';
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true })
  disabledAt(@Root() { disabled }: WebhookEndpointRecord) {
    return disabled?.at ?? null;
  }

  @FieldResolver(() => WebhookDisabledCause, { nullable: true })
  disabledCause(@Root() { disabled }: WebhookEndpointRecord) {
    return disabled?.cause ?? null;
  }

  @FieldResolver(() => WebhookSecretRotation, { nullable: true })
  secretRotation(@Root() { previousSecretUntil }: WebhookEndpointRecord, @Ctx() { deps }: GraphQLContext) {
    const isUnderWay = previousSecretUntil !== null && previousSecretUntil > deps.now();
    return isUnderWay ? { previousSecretValidUntil: previousSecretUntil } : null;
  }

  @FieldResolver(() => WebhookDeliveryConnection)
  async deliveries(
    @Root() { id }: WebhookEndpointRecord,
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('status', () => WebhookDeliveryStatus, { nullable: true }) status: WebhookDeliveryStatus | null | undefined,
    @Ctx() { deps, loaders }: GraphQLContext,
  ) {
    const size = pageSize(first);
    const before = fromPageCursor(after, place)?.[0];
    const page = { first: size + 1, before, status: status ?? undefined };
    const read = await (before === undefined && page.status === undefined
      ? loaders.newestDeliveriesOfEndpoint.load(id, page.first)
      : deliveriesOf(deps.database.session(), [id], page));
    return toConnection(read, size, before !== undefined, (delivery) => toPageCursor(delivery.id));
  }
}

/** The fields of `WebhookDelivery` that its record does not have. */
@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => Member, { nullable: true })
  member(@Root() { memberId }: WebhookDeliveryRecord, @Ctx() context: GraphQLContext) {
    return memberId === null ? null : loadMember(context, memberId);
  }

  @FieldResolver(() => ID, { nullable: true })
  verification(@Root() { verificationId }: WebhookDeliveryRecord) {
    return verificationId;
  }
}
