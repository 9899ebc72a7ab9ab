import { CompiledQuery, sql } from 'kysely';
import { sqlOf, type Session } from './database.ts';
import { makeSeal } from './member-keys.ts';
import { personalColumns, type PersonalColumn } from './personal-columns.ts';

/** What opens the tax numbers that the server sealed before members had keys. */
export type OpenTaxNumber = (verificationId: string, sealed: Uint8Array) => string;

/** Seals all that still stands in plain of a member, which the transaction holds. Returns how many fields that were. Throws MemberErasedError. */
export async function sealMemberRows(
  session: Session,
  memberId: string,
  openTaxNumber: OpenTaxNumber,
): Promise<number> {
  const seal = await makeSeal(session, memberId);
  await sql`select set_config('bonafide.seals_old_rows', 'on', true)`.execute(sqlOf(session));
  let count = 0;
  for (const column of personalColumns) {
    for (const { row, text } of await plainFields(session, memberId, column, openTaxNumber)) {
      const { table, row: named, plain, sealed, place } = column;
      const statement = `update ${table} t set ${sealed} = $1, ${plain} = null where ${named} = $2`;
      await run(session, statement, [seal.seal(place(row), text), row]);
      count += 1;
    }
  }
  await sql`select set_config('bonafide.seals_old_rows', 'off', true)`.execute(sqlOf(session));
  return count;
}

async function plainFields(session: Session, memberId: string, column: PersonalColumn, openTaxNumber: OpenTaxNumber) {
  const { table, row, plain, isOf } = column;
  const isTaxNumber = plain === 'tax_number_sealed';
  const value = isTaxNumber ? `encode(t.${plain}, 'base64')` : `t.${plain}::text`;
  const statement = `select ${row} as row, ${value} as text from ${table} t where ${isOf} and t.${plain} is not null`;
  const rows = await run<{ row: string; text: string }>(session, statement, [memberId]);
  if (!isTaxNumber) return rows;
  return rows.map((field) => ({ ...field, text: openTaxNumber(field.row, Buffer.from(field.text, 'base64')) }));
}

/** Takes away all that identifies a member, which the transaction holds, and its key: what is only ever added can't be read from then on. */
export async function eraseMemberRows(session: Session, memberId: string, at: Date): Promise<void> {
  for (const { table, plain, sealed, isOf } of personalColumns.filter((column) => column.isAppendOnly !== true)) {
    const statement = `update ${table} t set ${plain} = null, ${sealed} = null where ${isOf} and num_nonnulls(t.${plain}, t.${sealed}) > 0`;
    await run(session, statement, [memberId]);
  }
  const ofMember = 'verification_id in (select id from verification where member_id = $1)';
  await run(session, `delete from email_code where ${ofMember}`, [memberId]);
  await run(session, 'update verification set tax_number_hash = null where member_id = $1', [memberId]);
  await run(session, 'delete from idempotency_key where member_ids @> array[$1::uuid]', [memberId]);
  await run(session, `update member set subject = 'erased:' || id, erased_at = $2 where id = $1`, [memberId, at]);
  await run(session, 'delete from member_key where holder = $1', [memberId]);
}

/** Up to `most` members of which something stands in plain, or a tax number without its hash, after an id in their order. */
export async function membersToSeal(session: Session, after: string | null, most: number): Promise<string[]> {
  const any = personalColumns.map(
    ({ table, plain, isOf }) =>
      `exists (select from ${table} t where ${isOf.replaceAll('$1', 'm.id')} and t.${plain} is not null)`,
  );
  const statement = `select m.id from member m where m.erased_at is null and ($1::uuid is null or m.id > $1)
    and (${any.join(' or ')} or exists (select from verification where member_id = m.id and tax_number_hash is null
      and tax_country is not null and num_nonnulls(tax_number_sealed, tax_sealed) > 0) or exists (select from material where member_id = m.id and storage_key like 'materials/%'
      and deleted_at is null) or exists (select from material join material_page on material_id = id
      where member_id = m.id and (image_key like 'materials/%' or thumbnail_key like 'materials/%')))
    order by m.id limit $2`;
  return (await run<{ id: string }>(session, statement, [after, most])).map(({ id }) => id);
}

async function run<Row>(session: Session, statement: string, values: readonly unknown[]): Promise<readonly Row[]> {
  return (await sqlOf(session).executeQuery<Row>(CompiledQuery.raw(statement, [...values]))).rows;
}
