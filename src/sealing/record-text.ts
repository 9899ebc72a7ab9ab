/**
 * Writes a record as text that `readRecord` reads back exactly: plain objects, arrays, dates, bytes, texts, numbers, bigints,
 * booleans, null and undefined, however deep. The same record gives the same text, in whatever order its fields were set.
 * Throws TypeError for what is none of these (an entity, a function), RangeError for a date that is none: they can't be kept.
 */
export function writeRecord(record: unknown): string {
  return JSON.stringify(toJson(record));
}

/** Reads what `writeRecord` wrote. Throws SyntaxError or TypeError for any other text. */
export function readRecord(text: string): unknown {
  return fromJson(JSON.parse(text));
}

// Objects, texts, booleans, null and most numbers stand in JSON as they are. All else is an array that begins with what it is.
function toJson(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return numberToJson(value);
    case 'bigint':
      return ['bigint', String(value)];
    case 'undefined':
      return ['undefined'];
    case 'object':
      return value === null ? null : objectToJson(value);
    case 'function':
    case 'symbol':
      throw new TypeError(`a ${typeof value} can't be kept`);
  }
}

function numberToJson(value: number): unknown {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isFinite(value) && text !== '-0' ? value : ['number', text];
}

function objectToJson(value: object): unknown {
  if (Array.isArray(value)) return ['list', ...Array.from(value, toJson)];
  if (value instanceof Date) return ['date', value.toISOString()];
  if (value instanceof Uint8Array) return ['bytes', Buffer.from(value).toString('base64')];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new TypeError(`a ${value.constructor.name} can't be kept`);
  }
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, toJson(field)]));
}

function fromJson(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return untagged(json);
  return Object.fromEntries(Object.entries(json).map(([name, field]) => [name, fromJson(field)]));
}

function untagged([tag, ...content]: readonly unknown[]): unknown {
  const text = String(content[0]);
  switch (tag) {
    case 'list':
      return content.map(fromJson);
    case 'date':
      return new Date(text);
    case 'bytes':
      return new Uint8Array(Buffer.from(text, 'base64'));
    case 'number':
      return Number(text);
    case 'bigint':
      return BigInt(text);
    case 'undefined':
      return undefined;
    default:
      throw new TypeError('this text is no record');
  }
}
