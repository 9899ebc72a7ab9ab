import { defineEntity, p } from '@mikro-orm/postgresql';
import type { IdentityType, Information } from '../../domain/identity.ts';
import type { Method } from '../../domain/method.ts';
import type { TaxNumberVerdict } from '../../domain/tax-number.ts';
import type { VerificationStatus } from '../../domain/verification-status.ts';

/** One run through one method towards one stage. `version` guards against two writers. What has a sealed column stands there, or in plain from before. */
export const VerificationEntity = defineEntity({
  name: 'VerificationEntity',
  tableName: 'verification',
  properties: {
    id: p.uuid().primary(),
    memberId: p.uuid(),
    stage: p.string(),
    method: p.string().$type<Method>(),
    status: p.string().$type<VerificationStatus>(),
    version: p.integer().version(),
    identityType: p.string().$type<IdentityType>().nullable(),
    identityInformation: p.json<Information>().nullable(),
    createdAt: p.datetime(),
    submittedAt: p.datetime().nullable(),
    expectedEarliest: p.date().nullable(),
    expectedLatest: p.date().nullable(),
    dueAt: p.datetime().nullable(),
    claimedBy: p.uuid().nullable(),
    claimedUntil: p.datetime().nullable(),
    taxCountry: p.string().nullable(),
    taxNumberSealed: p.blob().nullable(),
    taxNumberMasked: p.string().nullable(),
    taxNumberHash: p.string().nullable(),
    taxVerdict: p.string().$type<TaxNumberVerdict>().nullable(),
    email: p.string().nullable(),
    emailConfirmedAt: p.datetime().nullable(),
    informationSealed: p.blob().nullable(),
    emailSealed: p.blob().nullable(),
    taxSealed: p.blob().nullable(),
    taxMaskedSealed: p.blob().nullable(),
    touchedAt: p.datetime().nullable(),
    reviews: p.integer().default(0),
  },
});
