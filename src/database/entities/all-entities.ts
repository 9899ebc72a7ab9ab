import type { InferKyselyDB } from '@mikro-orm/postgresql';
import { ChanceEntity } from './chance-entity.ts';
import { DecisionEntity, DecisionReasonEntity } from './decision-entity.ts';
import { EmailCodeEntity } from './email-code-entity.ts';
import { AuditEntryEntity, EventEntity } from './log-entity.ts';
import { MailEntity, ReminderEntity } from './mail-entity.ts';
import { MaterialEntity, MaterialPageEntity, MaterialTextEntity } from './material-entity.ts';
import { MemberEntity } from './member-entity.ts';
import { MemberKeyEntity } from './member-key-entity.ts';
import { MembershipChangeEntity, StageUnlockEntity } from './membership-entity.ts';
import { OrderEntity, RefundEntity } from './order-entity.ts';
import { RecheckEntity, ReviewEntity } from './review-entity.ts';
import { VerificationEntity } from './verification-entity.ts';
import {
  WebhookAttemptEntity,
  WebhookDeliveryEntity,
  WebhookEndpointEntity,
  WebhookMessageEntity,
} from './webhook-entity.ts';

/** Every entity: what MikroORM is set up with. */
export const allEntities = [
  MemberEntity,
  MemberKeyEntity,
  VerificationEntity,
  MaterialEntity,
  MaterialPageEntity,
  MaterialTextEntity,
  DecisionEntity,
  DecisionReasonEntity,
  ReviewEntity,
  RecheckEntity,
  ChanceEntity,
  EmailCodeEntity,
  StageUnlockEntity,
  MembershipChangeEntity,
  OrderEntity,
  RefundEntity,
  EventEntity,
  AuditEntryEntity,
  WebhookEndpointEntity,
  WebhookMessageEntity,
  WebhookDeliveryEntity,
  WebhookAttemptEntity,
  MailEntity,
  ReminderEntity,
] as const;

/** The tables as typed SQL sees them: columns under their property names. */
export type Tables = InferKyselyDB<(typeof allEntities)[number], { columnNamingStrategy: 'property' }>;
