import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Method } from '../../domain/method.ts';

/** How many chances of a method a member has spent. */
export const ChanceEntity = defineEntity({
  name: 'ChanceEntity',
  tableName: 'chance',
  properties: {
    memberId: p.uuid().primary(),
    method: p.string().$type<Method>().primary(),
    used: p.integer(),
  },
});
