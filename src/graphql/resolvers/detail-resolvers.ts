import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { createMaterialLink } from '../../application/material-link.ts';
import type { AuditEntry as AuditEntryRecord } from '../../database/stores/audit-store.ts';
import type { OrderRecord } from '../../database/stores/order-store.ts';
import { reasonRules, remedies } from '../../domain/decision.ts';
import { notInspected } from '../../domain/inspection.ts';
import type { Material as MaterialRecord } from '../../domain/material.ts';
import { methods } from '../../domain/method.ts';
import type { GivenReason } from '../../domain/rejection.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember, loadVerification } from '../load.ts';
import { signedIn } from '../signed-in.ts';
import { AuditEntry } from '../types/audit-entry.ts';
import { DecisionReason } from '../types/decision.ts';
import { IdentityTypeRules } from '../types/identity-rules.ts';
import { Inspection } from '../types/inspection.ts';
import { Material, MaterialLink } from '../types/material.ts';
import { Member } from '../types/member.ts';
import { Money } from '../types/money.ts';
import { Order } from '../types/order.ts';
import { Verification } from '../types/verification.ts';
import { Method, Remedy } from '../enums.ts';
import type { InspectionSource } from './inspection-resolvers.ts';

/** The fields of `Material` that its record does not have. */
@Resolver(() => Material)
export class MaterialResolver {
  @FieldResolver(() => Boolean)
  keptFromEarlierRun(@Root() material: MaterialRecord) {
    return material.keptFrom !== null;
  }

  @FieldResolver(() => MaterialLink)
  link(@Root() material: MaterialRecord, @Ctx() context: GraphQLContext) {
    return createMaterialLink(context.deps, signedIn(context), material.id);
  }

  @FieldResolver(() => Inspection)
  async inspection(@Root() { id }: MaterialRecord, @Ctx() { loaders }: GraphQLContext): Promise<InspectionSource> {
    // An answer that was kept for a key is older than what is known now, and the file may be gone.
    const material = await loaders.material.load(id);
    return { materialId: id, ...(material?.inspection ?? notInspected) };
  }
}

/** The fields of `DecisionReason` that its record does not have. */
@Resolver(() => DecisionReason)
export class DecisionReasonResolver {
  @FieldResolver(() => String)
  message(@Root() reason: GivenReason) {
    return reasonRules[reason.code].message;
  }

  @FieldResolver(() => Remedy)
  remedy(@Root() reason: GivenReason) {
    return reasonRules[reason.code].remedy;
  }

  @FieldResolver(() => String)
  remedyMessage(@Root() reason: GivenReason) {
    return remedies[reasonRules[reason.code].remedy];
  }

  @FieldResolver(() => Material, { nullable: true })
  async material(@Root() reason: GivenReason, @Ctx() { loaders }: GraphQLContext) {
    return reason.materialId === null ? null : ((await loaders.material.load(reason.materialId)) ?? null);
  }
}

/** The fields of `Order` that its record does not have. */
@Resolver(() => Order)
export class OrderResolver {
  @FieldResolver(() => Member)
  member(@Root() order: OrderRecord, @Ctx() context: GraphQLContext) {
    return loadMember(context, order.memberId);
  }

  @FieldResolver(() => Money)
  amount(@Root() { amount, currency }: OrderRecord) {
    return { amount, currency };
  }

  @FieldResolver(() => Money)
  refunded(@Root() { refunded, currency }: OrderRecord) {
    return { amount: refunded, currency };
  }
}

/** The fields of `AuditEntry` that its record does not have. */
@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @FieldResolver(() => Member, { nullable: true })
  actor(@Root() { actorId }: AuditEntryRecord, @Ctx() context: GraphQLContext) {
    return actorId === null ? null : loadMember(context, actorId);
  }

  @FieldResolver(() => Member, { nullable: true })
  member(@Root() { memberId }: AuditEntryRecord, @Ctx() context: GraphQLContext) {
    return memberId === null ? null : loadMember(context, memberId);
  }

  @FieldResolver(() => Verification, { nullable: true })
  verification(@Root() { verificationId }: AuditEntryRecord, @Ctx() context: GraphQLContext) {
    return verificationId === null ? null : loadVerification(context, verificationId);
  }
}

/** `IdentityTypeRules.methods`: every identity can be verified by every method; which stage takes which says the policy. */
@Resolver(() => IdentityTypeRules)
export class IdentityTypeRulesResolver {
  @FieldResolver(() => [Method])
  methods() {
    return methods;
  }
}
