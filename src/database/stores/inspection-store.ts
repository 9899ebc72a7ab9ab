import { sql } from 'kysely';
import type {
  InspectionRefusalCode,
  InspectionWarning,
  MaterialPage,
  MaterialText,
  TextItem,
} from '../../domain/inspection.ts';
import { sqlOf, type Session } from '../database.ts';
import { MaterialEntity, MaterialPageEntity, MaterialTextEntity } from '../entities/material-entity.ts';

/** A page as it is kept; of which material is said beside it. */
export type NewMaterialPage = Omit<MaterialPage, 'materialId'>;

/** What a file turned out to hold. */
export interface InspectedMaterial {
  readonly warnings: readonly InspectionWarning[];
  readonly pages: readonly NewMaterialPage[];
  /** Of the pages that carry text. */
  readonly texts: readonly Omit<MaterialText, 'materialId'>[];
}

/** Keeps what a file turned out to hold: from now on it is INSPECTED. */
export async function markInspected(session: Session, id: string, found: InspectedMaterial, at: Date): Promise<void> {
  await session.nativeUpdate(
    MaterialEntity,
    { id },
    {
      inspectionState: 'INSPECTED',
      inspectionWarnings: found.warnings,
      pageCount: found.pages.length,
      inspectedAt: at,
    },
  );
  await session.insertMany(
    MaterialPageEntity,
    found.pages.map((page) => ({ materialId: id, ...page })),
  );
  if (found.texts.length === 0) return;
  await session.insertMany(
    MaterialTextEntity,
    found.texts.map((text) => ({ materialId: id, ...text })),
  );
}

/** Keeps why a file is not safe to open, or can't be opened: from now on it is REFUSED. */
export async function markRefused(
  session: Session,
  id: string,
  refusal: InspectionRefusalCode,
  at: Date,
): Promise<void> {
  await session.nativeUpdate(
    MaterialEntity,
    { id },
    { inspectionState: 'REFUSED', inspectionRefusal: refusal, inspectedAt: at },
  );
}

/** Lets what was found in one material hold for another that shares its file. */
export async function copyInspection(session: Session, from: string, to: string): Promise<void> {
  const connection = sqlOf(session);
  await sql`
    update material set inspection_state = source.inspection_state, inspection_refusal = source.inspection_refusal,
      inspection_warnings = source.inspection_warnings, page_count = source.page_count,
      inspected_at = source.inspected_at
    from material source where material.id = ${to} and source.id = ${from}
  `.execute(connection);
  await sql`
    insert into material_page (material_id, number, width, height, media_type, image_key, thumbnail_key)
    select ${to}, number, width, height, media_type, image_key, thumbnail_key from material_page where material_id = ${from}
  `.execute(connection);
  await sql`
    insert into material_text (material_id, page, items) select ${to}, page, items from material_text where material_id = ${from}
  `.execute(connection);
}

/** The pages of these materials, in their order. */
export async function pagesOf(session: Session, materialIds: readonly string[]): Promise<MaterialPage[]> {
  return sqlOf(session)
    .selectFrom('material_page')
    .selectAll()
    .where('materialId', 'in', [...materialIds])
    .orderBy('materialId')
    .orderBy('number')
    .execute();
}

/** One page; undefined when there is none. */
export async function findPage(
  session: Session,
  materialId: string,
  number: number,
): Promise<MaterialPage | undefined> {
  return sqlOf(session)
    .selectFrom('material_page')
    .selectAll()
    .where('materialId', '=', materialId)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** The text of a PDF's pages that carry some, in the order of the pages. Empty for pictures, and while the file is PENDING. */
export async function textsOf(session: Session, materialId: string): Promise<MaterialText[]> {
  const { rows } = await sql<{ page: number; items: TextItem[] }>`
    select page, items from material_text where material_id = ${materialId} order by page
  `.execute(sqlOf(session));
  return rows.map((row) => ({ materialId, ...row }));
}

/** PENDING materials that were handed in over a minute ago and that no job is there for, oldest first. */
export async function forgottenMaterials(
  session: Session,
  most: number,
): Promise<readonly { readonly id: string; readonly memberId: string }[]> {
  const { rows } = await sql<{ id: string; memberId: string }>`
    select id, member_id as "memberId" from material
    where inspection_state = 'PENDING' and uploaded_at < now() - interval '1 minute'
      and not exists (select from graphile_worker.jobs where key = material.id || '#inspect_material')
    order by uploaded_at, id limit ${most}
  `.execute(sqlOf(session));
  return rows;
}
