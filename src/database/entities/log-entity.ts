import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Role } from '../../domain/actor.ts';
import type { AuditAct } from '../../domain/audit.ts';
import type { EventType } from '../../domain/event.ts';
import type { QueueChange } from '../../domain/queue.ts';

/** What happened, for those who follow. Only ever added; `id`, `epoch` and `xid` are the database's. */
export const EventEntity = defineEntity({
  name: 'EventEntity',
  tableName: 'event',
  properties: {
    id: p.bigint('string').primary(),
    epoch: p.integer(),
    xid: p.string(),
    at: p.datetime(),
    type: p.string().$type<EventType>(),
    memberId: p.uuid(),
    verificationId: p.uuid().nullable(),
    membershipChangeId: p.uuid().nullable(),
    /** Of a material that may be gone since. */
    materialId: p.uuid().nullable(),
    queueChange: p.string().$type<QueueChange>().nullable(),
  },
});

/** Who did what, for good. Only ever added. */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntryEntity',
  tableName: 'audit_entry',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    act: p.string().$type<AuditAct>(),
    actorId: p.uuid().nullable(),
    actorRole: p.string().$type<Role>().nullable(),
    actorSubject: p.string().nullable(),
    memberId: p.uuid().nullable(),
    verificationId: p.uuid().nullable(),
    reason: p.text().nullable(),
    reasonSealed: p.blob().nullable(),
  },
});
