import { defineEntity, p } from '@mikro-orm/postgresql';

/** The one code that is out for a verification, as a salted hash. */
export const EmailCodeEntity = defineEntity({
  name: 'EmailCodeEntity',
  tableName: 'email_code',
  properties: {
    verificationId: p.uuid().primary(),
    email: p.string().nullable(),
    emailSealed: p.blob().nullable(),
    salt: p.blob(),
    hash: p.blob(),
    sentAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});
