import { sql } from 'kysely';
import { z } from 'zod';
import type {
  InspectionRefusalCode,
  InspectionWarning,
  MaterialPage,
  MaterialText,
  TextItem,
} from '../../domain/inspection.ts';
import { sqlOf, type Session } from '../database.ts';
import { MaterialEntity, MaterialPageEntity, MaterialTextEntity } from '../entities/material-entity.ts';
import { readField, sealFor, sealOf } from '../member-keys.ts';

const place = z.number();
const textItems: z.ZodType<TextItem[]> = z.array(
  z.object({ text: z.string(), left: place, top: place, width: place, height: place }),
);

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
  await insertTexts(session, id, found.texts);
}

/** Where a page's sealed text stands, to which it is bound: `row` is its material and its number. */
export function textPlace(row: string): string {
  return `material_text.items ${row}`;
}

async function insertTexts(session: Session, id: string, texts: InspectedMaterial['texts']): Promise<void> {
  if (texts.length === 0) return;
  const { memberId } = await session.findOneOrFail(MaterialEntity, { id });
  const seal = await sealFor(session, memberId);
  await session.insertMany(
    MaterialTextEntity,
    texts.map(({ page, items }) => {
      if (seal === undefined) return { materialId: id, page, items };
      return { materialId: id, page, itemsSealed: seal.seal(textPlace(`${id} ${page}`), JSON.stringify(items)) };
    }),
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
  // Not by one statement: a sealed text is bound to its material.
  await insertTexts(session, to, await textsOf(session, from));
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
  const { rows } = await sql<{
    page: number;
    items: TextItem[] | null;
    sealed: Uint8Array | null;
    member: string;
    key: Uint8Array | null;
  }>`
    select page, items, items_sealed as sealed, member_id as member,
      (select wrapped from member_key where holder = member_id) as key
    from material_text join material on id = material_id where material_id = ${materialId} order by page
  `.execute(sqlOf(session));
  return rows.map(({ page, items, sealed, member, key }) => {
    const text = readField(sealOf(session, member, key), textPlace(`${materialId} ${page}`), sealed, null);
    return { materialId, page, items: text === null ? (items ?? []) : textItems.parse(JSON.parse(text)) };
  });
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
