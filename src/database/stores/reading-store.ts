import { sql } from 'kysely';
import type { FactFinding } from '../../domain/facts/finding.ts';
import type { MaterialReading } from '../../domain/facts/material-reading.ts';
import { sqlOf, type Session } from '../database.ts';

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

/** Keeps what was read of a material, in place of what was read before. */
export async function keepReading(session: Session, reading: KeptReading & { readonly readAt: Date }): Promise<void> {
  const { materialId, state, readAt, facts, compared } = reading;
  const content: Content = { facts, compared };
  await sql`
    insert into material_reading (material_id, state, read_at, content)
    values (${materialId}, ${state}, ${readAt.toISOString()}, ${JSON.stringify(content)}::jsonb)
    on conflict (material_id) do update set state = excluded.state, read_at = excluded.read_at, content = excluded.content
  `.execute(sqlOf(session));
}

/** What was read of these materials, in any order; those that were not read yet are left out. */
export async function findReadings(session: Session, materialIds: readonly string[]): Promise<KeptReading[]> {
  const { rows } = await sql<{ material_id: string; state: 'READ' | 'UNREADABLE'; read_at: Date; content: Content }>`
    select material_id, state, read_at, content from material_reading where material_id = any(${[...materialIds]}::uuid[])
  `.execute(sqlOf(session));
  return rows.map((row) => ({ materialId: row.material_id, state: row.state, readAt: row.read_at, ...row.content }));
}
