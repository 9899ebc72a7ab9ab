import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Outcome } from '../../domain/decision.ts';
import type { GivenReason } from '../../domain/rejection.ts';

/** What a reviewer noted: on the whole, and on each reason. */
export interface ReviewNotes {
  readonly whole: string | null;
  readonly reasons: readonly (string | null)[];
}

/** What a reviewer decided while it took another. Only ever added. */
export const ReviewEntity = defineEntity({
  name: 'ReviewEntity',
  tableName: 'review',
  properties: {
    verificationId: p.uuid().primary(),
    position: p.integer().primary(),
    outcome: p.string().$type<Outcome>(),
    reviewerId: p.uuid(),
    at: p.datetime(),
    reasons: p.json<readonly Omit<GivenReason, 'note'>[]>(),
    notes: p.json<ReviewNotes>().nullable(),
    notesSealed: p.blob().nullable(),
    confirmedAmount: p.bigint('number').nullable(),
    confirmedCurrency: p.string().nullable(),
    confirmedFrom: p.date().nullable(),
    confirmedTo: p.date().nullable(),
    unlockedStage: p.string().nullable(),
  },
});

/** A decision that was drawn to be checked again, and what came of it. */
export const RecheckEntity = defineEntity({
  name: 'RecheckEntity',
  tableName: 'recheck',
  properties: {
    verificationId: p.uuid().primary(),
    drawnAt: p.datetime(),
    checkedBy: p.uuid().nullable(),
    checkedAt: p.datetime().nullable(),
    agrees: p.boolean().nullable(),
    note: p.text().nullable(),
    noteSealed: p.blob().nullable(),
  },
});
