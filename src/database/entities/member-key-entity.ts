import { defineEntity, p } from '@mikro-orm/postgresql';

/** A member's data key, wrapped under a master key. */
export const MemberKeyEntity = defineEntity({
  name: 'MemberKeyEntity',
  tableName: 'member_key',
  properties: {
    holder: p.uuid().primary(),
    wrapped: p.blob(),
  },
});
