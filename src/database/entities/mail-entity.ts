import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ReminderKind } from '../../domain/reminder.ts';

/** A mail that was tried: whether it went out. Holds neither address nor text. */
export const MailEntity = defineEntity({
  name: 'MailEntity',
  tableName: 'mail',
  properties: {
    id: p.string().primary(),
    kind: p.string(),
    attempts: p.integer(),
    triedAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    refusedAt: p.datetime().nullable(),
    refusal: p.string().nullable(),
  },
});

/** An occasion that was reminded of. */
export const ReminderEntity = defineEntity({
  name: 'ReminderEntity',
  tableName: 'reminder',
  properties: {
    kind: p.string().$type<ReminderKind>().primary(),
    occasion: p.string().primary(),
    at: p.datetime(),
  },
});
