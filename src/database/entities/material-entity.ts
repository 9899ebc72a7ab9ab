import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DeletionCause, MaterialKind, MediaType } from '../../domain/material.ts';

/** One file that was handed in. Several may share a storage key when a later run kept it. */
export const MaterialEntity = defineEntity({
  name: 'MaterialEntity',
  tableName: 'material',
  properties: {
    id: p.uuid().primary(),
    verificationId: p.uuid(),
    memberId: p.uuid(),
    kind: p.string().$type<MaterialKind>(),
    fileName: p.string().nullable(),
    fileNameSealed: p.blob().nullable(),
    mediaType: p.string().$type<MediaType>(),
    bytes: p.integer(),
    sha256: p.string(),
    storageKey: p.string(),
    uploadedAt: p.datetime(),
    keptFrom: p.uuid().nullable(),
    deletedAt: p.datetime().nullable(),
    deletedCause: p.string().$type<DeletionCause>().nullable(),
  },
});
