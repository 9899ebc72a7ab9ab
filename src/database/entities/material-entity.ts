import { defineEntity, p } from '@mikro-orm/postgresql';
import type {
  InspectionRefusalCode,
  InspectionState,
  InspectionWarning,
  RenderingType,
  TextItem,
} from '../../domain/inspection.ts';
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
    inspectionState: p.string().$type<InspectionState>(),
    inspectionRefusal: p.string().$type<InspectionRefusalCode>().nullable(),
    inspectionWarnings: p.json().$type<readonly InspectionWarning[]>(),
    pageCount: p.integer().nullable(),
    inspectedAt: p.datetime().nullable(),
  },
});

/** The safe renderings of one page. Several may share their files when a later run kept the material. */
export const MaterialPageEntity = defineEntity({
  name: 'MaterialPageEntity',
  tableName: 'material_page',
  properties: {
    materialId: p.uuid().primary(),
    number: p.integer().primary(),
    width: p.integer(),
    height: p.integer(),
    mediaType: p.string().$type<RenderingType>(),
    imageKey: p.string(),
    thumbnailKey: p.string(),
  },
});

/** The text that one page of a PDF carries. */
export const MaterialTextEntity = defineEntity({
  name: 'MaterialTextEntity',
  tableName: 'material_text',
  properties: {
    materialId: p.uuid().primary(),
    page: p.integer().primary(),
    items: p.json().$type<readonly TextItem[]>().nullable(),
    itemsSealed: p.blob().nullable(),
  },
});
