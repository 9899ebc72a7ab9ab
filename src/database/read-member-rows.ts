import { CompiledQuery } from 'kysely';
import { sqlOf, type Session } from './database.ts';
import { readSeals } from './member-keys.ts';
import { memberTables, type MemberTable } from './member-tables.ts';
import { personalColumns } from './personal-columns.ts';

/** One row as it is given: columns under their names, what was sealed opened. */
export type MemberRow = Readonly<Record<string, unknown>>;

/** How many rows of a table are read at once. */
const BATCH = 500;

/**
 * Every row that is held of a member, table by table, 500 at a time, with what is sealed opened. `forStaff`: with what the
 * member itself may not see, such as private notes.
 */
export async function* readMemberRows(
  session: Session,
  memberId: string,
  forStaff: boolean,
): AsyncGenerator<{ readonly table: string; readonly rows: readonly MemberRow[] }> {
  const seal = (await readSeals(session, [memberId])).get(memberId);
  for (const source of memberTables) {
    const { table } = source;
    const personal = personalColumns.filter((column) => column.table === table);
    const places = personal.map(({ row }, nth) => `, ${row} as place_${nth}`).join('');
    for (let from = 0; ; from += BATCH) {
      const statement = `select to_jsonb(t) as row${places} from ${table} t where ${source.isOf}
        order by t::text offset ${from} limit ${BATCH}`;
      const query = CompiledQuery.raw(statement, [memberId]);
      const { rows } = await sqlOf(session).executeQuery<{ row: Record<string, unknown> }>(query);
      if (from === 0 || rows.length > 0) {
        yield {
          table,
          rows: rows.map((found) => {
            const row = { ...found.row };
            for (const [nth, { sealed, plain, place }] of personal.entries()) {
              const bytes = row[sealed];
              const at: unknown = Reflect.get(found, `place_${nth}`);
              // PostgreSQL writes bytes in JSON as \x and hexadecimal.
              if (typeof bytes === 'string') row[plain] = seal?.open(place(String(at)), fromHex(bytes)) ?? null;
            }
            return given(row, source, forStaff);
          }),
        };
      }
      if (rows.length < BATCH) break;
    }
  }
}

function given(row: Record<string, unknown>, { table, without = [], staffOnly = [] }: MemberTable, forStaff: boolean) {
  const sealed = personalColumns.filter((column) => column.table === table).map((column) => column.sealed);
  // A number that the server sealed before members had keys is given by itself.
  const hidden = new Set([...without, ...sealed, 'tax_number_sealed', ...(forStaff ? [] : staffOnly)]);
  const entries = Object.entries(row).filter(([name]) => !hidden.has(name));
  const taxNumber = row['tax_number_sealed'];
  const isOpened = typeof taxNumber === 'string' && !taxNumber.startsWith('\\x');
  return Object.fromEntries([...entries, ...(isOpened ? [['tax_number', taxNumber]] : [])]);
}

function fromHex(bytes: string): Buffer {
  return Buffer.from(bytes.replace(/^\\x/, ''), 'hex');
}
