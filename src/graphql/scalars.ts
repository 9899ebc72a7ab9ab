import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import GraphQLUpload from 'graphql-upload/GraphQLUpload.mjs';
import { isCalendarDay } from '../domain/working-days.ts';

/** An instant as a source may have it: text is ISO 8601 in UTC and is passed on as it is, because parsing it again costs time. */
export type DateTimeSource = Date | string;

/** An amount as a source may have it: PostgreSQL's bigint arrives as bigint or as text. */
export type MinorUnitsSource = number | bigint | string;

/** The scalar `DateTime`: in as a Date, out as ISO text. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw new GraphQLError('DateTime can only be given as a Date or as ISO 8601 text.');
  },
  parseValue: (value) => GraphQLDateTime.parseValue(value),
  parseLiteral: (node) => GraphQLDateTime.parseLiteral(node),
});

/** The scalar `Date`: a day that the calendar has, as `YYYY-MM-DD`, in and out. */
export const DateScalar = textScalar('Date', isCalendarDay, 'a day of the calendar, for example 2026-11-26');

/** The scalar `Cursor`: 1 to 100 characters of base64url, in and out. */
export const CursorScalar = textScalar('Cursor', isCursor, 'a cursor that was received before');

/** The scalar `MinorUnits`: a safe integer from 0, in and out. */
export const MinorUnitsScalar = new GraphQLScalarType<number, number>({
  name: 'MinorUnits',
  serialize: (value) => {
    const isWholeText = typeof value === 'string' && /^\d+$/u.test(value);
    return toMinorUnits(typeof value === 'bigint' || isWholeText ? Number(value) : value);
  },
  parseValue: toMinorUnits,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw new GraphQLError('MinorUnits must be a whole number.', { nodes: node });
    return toMinorUnits(Number(node.value), node);
  },
});

/** The scalar `Upload`: in only, as a promise of the file. */
export const UploadScalar = GraphQLUpload;

function textScalar<T extends string>(
  name: string,
  accepts: (text: string) => text is T,
  wanted: string,
): GraphQLScalarType<T, T> {
  const check = (value: unknown, node?: ValueNode): T => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} must be ${wanted}.`, node === undefined ? {} : { nodes: node });
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => check(value),
    parseValue: (value) => check(value),
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

function isCursor(text: string): text is string {
  return /^[\w-]{1,100}$/u.test(text);
}

function toMinorUnits(value: unknown, node?: ValueNode): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError(
    `MinorUnits must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
    node === undefined ? {} : { nodes: node },
  );
}
