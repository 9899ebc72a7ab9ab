import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Outcome, ReasonCode } from '../../domain/decision.ts';

/** How a verification was decided. Only ever added. */
export const DecisionEntity = defineEntity({
  name: 'DecisionEntity',
  tableName: 'decision',
  properties: {
    verificationId: p.uuid().primary(),
    outcome: p.string().$type<Outcome>(),
    decidedBy: p.uuid(),
    decidedAt: p.datetime(),
    note: p.text().nullable(),
    confirmedAmount: p.bigint('number').nullable(),
    confirmedCurrency: p.string().nullable(),
    confirmedFrom: p.date().nullable(),
    confirmedTo: p.date().nullable(),
    unlockedStage: p.string().nullable(),
    noteSealed: p.blob().nullable(),
  },
});

/** One reason of a rejection. Only ever added. */
export const DecisionReasonEntity = defineEntity({
  name: 'DecisionReasonEntity',
  tableName: 'decision_reason',
  properties: {
    id: p.uuid().primary(),
    verificationId: p.uuid(),
    position: p.integer(),
    code: p.string().$type<ReasonCode>(),
    materialId: p.uuid().nullable(),
    note: p.text().nullable(),
    noteSealed: p.blob().nullable(),
  },
});
