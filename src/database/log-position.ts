/**
 * A place in the log. Events come in the order of the epoch (one for each PostgreSQL cluster that the log has been written
 * in), then of their transaction's id, then of their own; the last two are 64-bit.
 */
export interface LogPosition {
  readonly epoch: number;
  readonly xid: bigint;
  readonly id: bigint;
}

/** The place before everything that happened. */
export const LOG_BEGINNING: LogPosition = { epoch: 0, xid: 0n, id: 0n };

const MOST_EPOCHS = 2 ** 31 - 1;

/** Below 0, 0 or above 0, as one place comes before another, is the same, or comes after it. */
export function comparePositions(one: LogPosition, other: LogPosition): number {
  if (one.epoch !== other.epoch) return one.epoch - other.epoch;
  if (one.xid !== other.xid) return one.xid < other.xid ? -1 : 1;
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return 0;
}

/** Writes a place as an opaque cursor. In the first epoch it is the one that servers wrote before there were epochs. */
export function toCursor({ epoch, xid, id }: LogPosition): string {
  return Buffer.from(epoch === 1 ? `${xid}.${id}` : `${epoch}.${xid}.${id}`).toString('base64url');
}

/** Reads a cursor; undefined when it is none of ours. */
export function fromCursor(cursor: string): LogPosition | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, epoch = '1', xid, id] = /^(?:(\d{1,10})\.)?(\d{1,20})\.(\d{1,19})$/.exec(text) ?? [];
  if (xid === undefined || id === undefined) return undefined;
  const position = { epoch: Number(epoch), xid: BigInt(xid), id: BigInt(id) };
  const isReal = position.epoch <= MOST_EPOCHS && position.xid < 2n ** 64n && position.id < 2n ** 63n;
  return isReal ? position : undefined;
}
