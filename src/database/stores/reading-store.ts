import { sql } from 'kysely';
import { z } from 'zod';
import type { FactFinding } from '../../domain/facts/finding.ts';
import type { MaterialReading } from '../../domain/facts/material-reading.ts';
import { sqlOf, type Session } from '../database.ts';
import { readField, sealFor, sealOf } from '../member-keys.ts';

/** What was read of a material, as it is kept. */
export interface KeptReading extends MaterialReading {
  readonly materialId: string;
  /** All that was looked for, also beyond what the material must show: other members' materials are held against it. */
  readonly compared: readonly FactFinding[];
}

/** What of a reading is personal: kept in one column, which these two functions alone write and read. */
interface Content {
  readonly facts: readonly FactFinding[];
  readonly compared: readonly FactFinding[];
}

/** Written by `keepReading` alone: that it is a list of findings is looked at, their insides are ours. */
const findings = z.array(z.custom<FactFinding>((value) => typeof value === 'object' && value !== null));
const keptContent = z.object({ facts: findings, compared: findings });

/** Where the sealed content of a reading stands, to which it is bound. */
export const readingPlace = (materialId: string) => `material_reading.content ${materialId}`;

/** Keeps what was read of a material of this member, in place of what was read before. */
export async function keepReading(
  session: Session,
  memberId: string,
  reading: KeptReading & { readonly readAt: Date },
): Promise<void> {
  const { materialId, state, readAt, facts, compared } = reading;
  const content: Content = { facts, compared };
  const text = JSON.stringify(content);
  const seal = await sealFor(session, memberId);
  const sealed = seal?.seal(readingPlace(materialId), text) ?? null;
  await sql`
    insert into material_reading (material_id, state, read_at, content, content_sealed)
    values (${materialId}, ${state}, ${readAt.toISOString()}, ${sealed === null ? text : null}::jsonb, ${sealed})
    on conflict (material_id) do update set state = excluded.state, read_at = excluded.read_at,
      content = excluded.content, content_sealed = excluded.content_sealed
  `.execute(sqlOf(session));
}

/** What was read of these materials, in any order; those that were not read yet are left out. */
export async function findReadings(session: Session, materialIds: readonly string[]): Promise<KeptReading[]> {
  const { rows } = await sql<{
    id: string;
    state: 'READ' | 'UNREADABLE';
    readAt: Date;
    content: string | null;
    sealed: Uint8Array | null;
    member: string;
    key: Uint8Array | null;
  }>`
    select material_id as id, state, read_at as "readAt", content::text as content, content_sealed as sealed, member_id as member,
      (select wrapped from member_key where holder = member_id) as key
    from material_reading join material on id = material_id where material_id = any(${[...materialIds]}::uuid[])
  `.execute(sqlOf(session));
  return rows.flatMap(({ id, state, readAt, content, sealed, member, key }) => {
    const text = readField(sealOf(session, member, key), readingPlace(id), sealed, content);
    return text === null ? [] : [{ materialId: id, state, readAt, ...keptContent.parse(JSON.parse(text)) }];
  });
}
