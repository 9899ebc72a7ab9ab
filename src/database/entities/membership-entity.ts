import { defineEntity, p } from '@mikro-orm/postgresql';
import type { MembershipCauseKind } from '../../domain/membership.ts';

/** A stage that a member has unlocked. */
export const StageUnlockEntity = defineEntity({
  name: 'StageUnlockEntity',
  tableName: 'stage_unlock',
  properties: {
    memberId: p.uuid().primary(),
    stage: p.string().primary(),
    unlockedAt: p.datetime(),
  },
});

/** A change of a membership. Only ever added. */
export const MembershipChangeEntity = defineEntity({
  name: 'MembershipChangeEntity',
  tableName: 'membership_change',
  properties: {
    id: p.uuid().primary(),
    memberId: p.uuid(),
    fromLevel: p.string(),
    toLevel: p.string(),
    at: p.datetime(),
    cause: p.string().$type<MembershipCauseKind>(),
    verificationId: p.uuid().nullable(),
    stage: p.string().nullable(),
    orderId: p.string().nullable(),
    reason: p.text().nullable(),
    reasonSealed: p.blob().nullable(),
  },
});
