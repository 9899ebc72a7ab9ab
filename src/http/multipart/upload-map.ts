import { MultipartRequestError } from './multipart-request-error.ts';

/** The operation that a multipart request carries, with null wherever a file will stand. Apollo checks what is in it. */
export type Operations = Readonly<Record<string, unknown>>;

/** Which file parts will come, and at which places of the operation each belongs: file key → paths. */
export type UploadMap = ReadonlyMap<string, readonly string[]>;

// At most five segments, no name that GraphQL reserves (so no `__proto__`), no index above 999.
const pathPattern = /^variables(?:\.(?!__)[A-Za-z_]\w{0,99}|\.\d{1,3}){1,4}$/;

/** Reads the `operations` field. Throws MultipartRequestError when it isn't one operation; batches are refused. */
export function readOperations(field: string): Operations {
  const operations = parseJson(field, 'operations');
  if (Array.isArray(operations)) throw bad('Batched operations are not accepted with files.');
  if (!isObject(operations)) throw bad('The multipart field "operations" is not a GraphQL operation.');
  return operations;
}

/**
 * Reads the `map` field and checks every path before anything follows it: graphql-upload walks paths recursively and makes
 * what isn't there, so that one path of 100,000 segments ends the process. A path must lead, by own properties only, to a
 * null in the operation, as the multipart request specification wants it, and no two may be the same.
 * Throws MultipartRequestError.
 */
export function readUploadMap(field: string, operations: Operations, maxFiles: number): UploadMap {
  const value = parseJson(field, 'map');
  if (!isObject(value)) throw bad('The multipart field "map" is not an object.');
  // No schema library here: those leave out keys such as `__proto__`, and graphql-upload would then see more than was checked.
  const map = new Map(Object.entries(value).map(([key, paths]) => [key, readPaths(paths)]));
  const paths = [...map.values()].flat();
  if (map.size > maxFiles || paths.length > maxFiles) throw bad(`No more than ${maxFiles} files are accepted at once.`);
  if (new Set(paths).size < paths.length) throw bad('The multipart field "map" names one path twice.');
  if (!paths.every((path) => valueAt(operations, path) === null)) {
    throw bad('The multipart field "map" names a path that is not null in "operations".');
  }
  return map;
}

/** The value at a path that the map has passed with; undefined where nothing is. */
export function valueAt(operations: Operations, path: string): unknown {
  let value: unknown = operations;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}

function readPaths(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isPath)) return value;
  throw bad('The multipart field "map" must list paths such as "variables.file" for each file.');
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && pathPattern.test(value);
}

function parseJson(field: string, name: string): unknown {
  try {
    return JSON.parse(field);
  } catch (error) {
    throw bad(`The multipart field "${name}" is not JSON.`, { cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string, options?: ErrorOptions): MultipartRequestError {
  return new MultipartRequestError('BAD_MULTIPART_REQUEST', message, options);
}
