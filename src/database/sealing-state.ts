import { CompiledQuery, sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';

/** From now on everything is sealed that is written. Servers of the version before can't run beside any more. */
export async function beginSealing(session: Session): Promise<void> {
  await sql`insert into sealing (since) select now() where not exists (select from sealing)`.execute(sqlOf(session));
}

/** Nothing stands in plain any more: the audit trail can be chained. */
export async function endSealing(session: Session): Promise<void> {
  await sql`update sealing set done_at = coalesce(done_at, now())`.execute(sqlOf(session));
}

/** Whether everything is sealed; false until `npm run seal` has done its work. */
export async function isAllSealed(session: Session): Promise<boolean> {
  return (await sql`select from sealing where done_at is not null`.execute(sqlOf(session))).rows.length > 0;
}

/** Where storage keys stand, and of whom the row `t` is. */
const fileColumns = [
  { table: 'material', column: 'storage_key', isOf: 't.member_id = $1 and t.deleted_at is null' },
  {
    table: 'material_page',
    column: 'image_key',
    isOf: 't.material_id in (select id from material where member_id = $1)',
  },
  {
    table: 'material_page',
    column: 'thumbnail_key',
    isOf: 't.material_id in (select id from material where member_id = $1)',
  },
] as const;

/** The storage keys of a member's files that lie in plain. */
export async function plainFilesOf(session: Session, memberId: string): Promise<string[]> {
  const parts = fileColumns.map(
    ({ table, column, isOf }) =>
      `select t.${column} as key from ${table} t where ${isOf} and t.${column} like 'materials/%'`,
  );
  const query = CompiledQuery.raw(parts.join(' union '), [memberId]);
  return (await sqlOf(session).executeQuery<{ key: string }>(query)).rows.map((row) => row.key);
}

/** Lets every record that refers to a file refer to its sealed copy; returns how many did. */
export async function moveFile(session: Session, from: string, to: string): Promise<number> {
  let moved = 0;
  for (const { table, column } of fileColumns) {
    const query = CompiledQuery.raw(`update ${table} set ${column} = $2 where ${column} = $1 returning 1`, [from, to]);
    moved += (await sqlOf(session).executeQuery(query)).rows.length;
  }
  return moved;
}
