import type { FetcherParams } from '@graphiql/toolkit';
import type { UploadSlot } from './find-upload-slots.ts';

/** The files that were chosen for one slot: one, or several where the slot takes a list. */
export interface FilledSlot {
  readonly slot: UploadSlot;
  readonly files: readonly File[];
}

/** A request's body after the GraphQL multipart request specification: `operations`, `map`, then the files in order. */
export function createMultipartBody(params: FetcherParams, filled: readonly FilledSlot[]): FormData {
  const parts = filled.flatMap(({ slot, files }) =>
    files.map((file, index) => ({
      file,
      path: ['variables', ...slot.path, ...(slot.takesMany ? [String(index)] : [])].join('.'),
    })),
  );
  let variables: unknown = params.variables;
  for (const { slot, files } of filled) {
    // Where a file will stand, the specification wants null.
    variables = withValueAt(variables, slot.path, slot.takesMany ? files.map(() => null) : null);
  }

  const body = new FormData();
  body.append('operations', JSON.stringify({ ...params, variables }));
  body.append('map', JSON.stringify(Object.fromEntries(parts.map(({ path }, index) => [index, [path]]))));
  for (const [index, { file }] of parts.entries()) body.append(String(index), file, file.name);
  return body;
}

function withValueAt(target: unknown, [head, ...rest]: readonly string[], value: unknown): unknown {
  if (head === undefined) return value;
  const fields = isFields(target) ? target : {};
  return { ...fields, [head]: withValueAt(fields[head], rest, value) };
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
