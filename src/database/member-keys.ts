import { sql } from 'kysely';
import { createWrappedDataKey, openField, sealField, unwrapDataKey, type DataKey } from '../sealing/data-key.ts';
import { sqlOf, type Session } from './database.ts';
import { keyRingOf } from './key-rings.ts';

/** Thrown when something is to be kept of a member that was erased meanwhile: it could never be read. */
export class MemberErasedError extends Error {
  override readonly name = 'MemberErasedError';
}

/** What opens and seals what belongs to one member. */
export interface MemberSeal {
  /** Seals a text for a place: `<table>.<column> <id>`. */
  seal(place: string, text: string): Buffer;
  /** What stands sealed in a place; null when nothing does. Throws SealBrokenError. */
  open(place: string, sealed: Uint8Array): string;
  /** What the member's files are sealed with. */
  readonly fileKey: Uint8Array;
}

const sealedDatabases = new WeakSet();

/** The wrapped key of the member that a column names, as a part of a statement, so that a row brings its key with it. */
export function wrappedKeyOf(memberColumn: string) {
  return sql<Uint8Array | null>`(select wrapped from member_key where holder = ${sql.ref(memberColumn)})`.as(
    'wrappedKey',
  );
}

/** The same for a row that hangs on a verification and names no member: `memberId`, and its wrapped key. No join, whose columns would take each other's names. */
export function memberOfVerification(verificationColumn: string) {
  const column = sql.ref(verificationColumn);
  return [
    sql<string>`(select member_id from verification where id = ${column})`.as('memberId'),
    sql<Uint8Array | null>`(
      select wrapped from member_key join verification on member_id = holder where id = ${column}
    )`.as('wrappedKey'),
  ] as const;
}

/** What opens a member's fields, from the key that came with its row; undefined when there is none: it has none yet, or was erased. */
export function sealOf(
  session: Session,
  holder: string,
  wrapped: Uint8Array | null | undefined,
): MemberSeal | undefined {
  if (!wrapped) return undefined;
  let key: DataKey | undefined;
  // Most rows have nothing sealed that is asked for.
  const unwrapped = () => (key ??= unwrapDataKey(keyRingOf(session), wrapped, holder));
  return {
    seal: (place, text) => sealField(unwrapped(), text, place),
    open: (place, sealed) => openField(unwrapped(), sealed, place),
    get fileKey() {
      return unwrapped().files;
    },
  };
}

/** The field of a row: what was sealed, else what stands there in plain; null when there is neither, or the key is gone. */
export function readField(
  seal: MemberSeal | undefined,
  place: string,
  sealed: Uint8Array | null | undefined,
  plain: string | null | undefined,
): string | null {
  if (!sealed) return plain ?? null;
  return seal?.open(place, sealed) ?? null;
}

/** What opens what is kept of each of these members; those without a key are left out. One statement. */
export async function readSeals(session: Session, memberIds: readonly string[]): Promise<Map<string, MemberSeal>> {
  const rows = await sqlOf(session)
    .selectFrom('member_key')
    .selectAll()
    .where('holder', 'in', [...new Set(memberIds)])
    .execute();
  return new Map(
    rows.flatMap(({ holder, wrapped }) => {
      const seal = sealOf(session, holder, wrapped);
      return seal === undefined ? [] : [[holder, seal] as const];
    }),
  );
}

/**
 * What seals what is written of a member: its key, made when it has none. Undefined as long as the database is not sealed:
 * then everything is written in plain. Throws MemberErasedError.
 */
export async function sealFor(session: Session, memberId: string): Promise<MemberSeal | undefined> {
  const known = (await readSeals(session, [memberId])).get(memberId);
  if (known !== undefined) return known;
  return (await isSealed(session)) ? makeSeal(session, memberId) : undefined;
}

/** Makes a member's key, unless it has one. Throws MemberErasedError. */
export async function makeSeal(session: Session, memberId: string): Promise<MemberSeal> {
  const wrapped = createWrappedDataKey(keyRingOf(session), memberId);
  await sql`
    insert into member_key (holder, wrapped)
    select id, ${wrapped} from member where id = ${memberId} and erased_at is null
    on conflict (holder) do nothing
  `.execute(sqlOf(session));
  const seal = (await readSeals(session, [memberId])).get(memberId);
  if (seal === undefined) throw new MemberErasedError('the member was erased');
  return seal;
}

/** Whether what is written now is sealed. Once it is, it stays so. */
export async function isSealed(session: Session): Promise<boolean> {
  if (sealedDatabases.has(session.config)) return true;
  const { rows } = await sql`select from sealing`.execute(sqlOf(session));
  if (rows.length > 0) sealedDatabases.add(session.config);
  return rows.length > 0;
}
