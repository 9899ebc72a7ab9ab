import { defineEntity, p } from '@mikro-orm/postgresql';
import type { IdentityType, Information } from '../../domain/identity.ts';

/** Somebody who signed in, or whose order was recorded before. What has a sealed column stands there, or in plain from before. */
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
    emailSealed: p.blob().nullable(),
    nameSealed: p.blob().nullable(),
    informationSealed: p.blob().nullable(),
    spendCountsSince: p.datetime().nullable(),
    createdAt: p.datetime(),
    erasedAt: p.datetime().nullable(),
  },
});
