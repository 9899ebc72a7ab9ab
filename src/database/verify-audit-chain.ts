import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { entryContent, GENESIS } from './audit-chain.ts';

/** A link of the chain, to be kept elsewhere: whoever changes the trail later can't change that. */
export interface Anchor {
  readonly position: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** The first entry that is not as it was chained. */
export interface AuditFinding {
  readonly kind: 'CHANGED' | 'REMOVED' | 'INSERTED' | 'ANCHOR_DIFFERS';
  readonly position: number;
  /** Null when even its id is gone. */
  readonly entryId: string | null;
}

/** What a look at the whole chain came to. */
export interface AuditReport {
  /** How many entries are chained as they are. */
  readonly chained: number;
  /** Entries that were committed within the last moments and are not chained yet. */
  readonly waiting: number;
  /** The newest link; null when there is none. */
  readonly head: Anchor | null;
  readonly finding: AuditFinding | null;
}

interface Row {
  readonly position: string | null;
  readonly hash: Buffer | null;
  readonly linked: string | null;
  readonly entry: string | null;
  readonly content: string;
}

const BATCH = 1000;

/**
 * Walks the whole chain and looks whether each entry of the audit trail is as it was when it was chained, whether none is
 * missing and none was put in between; and whether the links of the anchors still are what they were. Reads 1000 rows at a
 * time, in one snapshot.
 */
export async function verifyAuditChain(url: string, anchors: readonly Anchor[] = []): Promise<AuditReport> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    await client.query(`
      declare trail no scroll cursor for
      select l.position::text as position, l.hash, l.entry_id as linked, e.id as entry, ${entryContent} as content
      from audit_link l full join audit_entry e on e.id = l.entry_id
      order by coalesce(l.epoch, e.epoch, 0), coalesce(l.xid, e.xid, '0'::xid8), coalesce(l.entry_id, e.id)`);
    return await walk(client, new Map(anchors.map(({ position, hash }) => [position, hash])));
  } finally {
    await client.end();
  }
}

async function walk(client: Client, anchors: ReadonlyMap<number, string>): Promise<AuditReport> {
  let [chained, hash] = [0, GENESIS];
  /** Entries without a link since the last one that has one. */
  let unlinked: string[] = [];
  const head = () => (chained === 0 ? null : { position: chained, hash: hash.toString('hex') });
  const found = (kind: AuditFinding['kind'], entryId: string | null): AuditReport => {
    return { chained, waiting: 0, head: head(), finding: { kind, position: chained + 1, entryId } };
  };
  for (let rows = await fetchRows(client); rows.length > 0; rows = await fetchRows(client)) {
    for (const row of rows) {
      if (row.position === null || row.hash === null) {
        unlinked.push(row.entry ?? '');
        continue;
      }
      const [inserted] = unlinked;
      if (inserted !== undefined) return found('INSERTED', inserted);
      if (Number(row.position) !== chained + 1) return found('REMOVED', null);
      if (row.entry === null) return found('REMOVED', row.linked);
      const expected = createHash('sha256').update(hash).update(row.content).digest();
      if (!expected.equals(row.hash)) return found('CHANGED', row.entry);
      const anchor = anchors.get(chained + 1);
      if (anchor !== undefined && anchor !== expected.toString('hex')) return found('ANCHOR_DIFFERS', row.entry);
      [chained, hash] = [chained + 1, expected];
    }
  }
  const lost = [...anchors.keys()].some((position) => position > chained);
  if (lost) return found('REMOVED', null);
  return { chained, waiting: unlinked.length, head: head(), finding: null };
}

async function fetchRows(client: Client): Promise<Row[]> {
  return (await client.query<Row>(`fetch ${BATCH} from trail`)).rows;
}
