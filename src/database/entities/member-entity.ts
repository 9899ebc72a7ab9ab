import { defineEntity, p } from '@mikro-orm/postgresql';
import type { IdentityType, Information } from '../../domain/identity.ts';

/** Somebody who signed in, or whose order was recorded before. */
export const MemberEntity = defineEntity({
  name: 'MemberEntity',
  tableName: 'member',
  properties: {
    id: p.uuid().primary(),
    subject: p.string(),
    email: p.string().nullable(),
    name: p.string().nullable(),
    identityType: p.string().$type<IdentityType>().nullable(),
    identityInformation: p.json<Information>().nullable(),
    spendCountsSince: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});
