import { z } from 'zod';
import { badInput } from './coded-errors.ts';

/** An id that no row has: what a malformed id stands for, so that it is answered like one that does not exist. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

const uuid = z.guid();

/** An id as a client gave it, in the form that the database knows. */
export function toId(given: string): string {
  return uuid.safeParse(given).success ? given.toLowerCase() : NO_ID;
}

/** The same for an id that may be left out. An empty text is not left out: it is the id of nothing. */
export function toOptionalId(given: string | null | undefined): string | undefined {
  return typeof given === 'string' ? toId(given) : undefined;
}

/** How many entries a page may have. Throws the coded error outside 1 to 100. */
export function pageSize(first: number): number {
  if (first < 1 || first > 100) throw badInput('`first` must be from 1 to 100.');
  return first;
}

/** Writes the place of an entry as a page's cursor. */
export function toPageCursor(...parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a page's cursor; null when none is given. Throws the coded error for one that is none of ours. */
export function fromPageCursor<T>(cursor: string | null | undefined, schema: z.ZodType<T>): T | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badInput('`after` must be the `endCursor` of the page before.');
  }
}

/** Cuts a page of `first` entries out of what was read, which has one more when there is a next page. */
export function toConnection<T>(
  read: readonly T[],
  first: number,
  hasPreviousPage: boolean,
  cursorOf: (entry: T) => string,
) {
  const nodes = read.slice(0, first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: read.length > first,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
