import type { Information } from './identity.ts';
import type { Fact, MaterialKind } from './material.ts';

/** How the value of an information field is checked. */
export const informationFormats = ['TEXT', 'MULTILINE_TEXT', 'URL', 'NUMBER'] as const;

/** One way to check a value. */
export type InformationFormat = (typeof informationFormats)[number];

/** One field of an identity's information, as the contract declares it. */
export interface InformationField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly format: InformationFormat;
  readonly required: boolean;
  /** In characters; for a number, in digits. */
  readonly maxLength: number;
  readonly claims: Fact | null;
}

/** A material that an identity must provide, and the facts that it must show. */
export interface Requirement {
  readonly kind: MaterialKind;
  readonly label: string;
  readonly mustShow: readonly Fact[];
}

/** One thing that is wrong in an input. */
export interface InputIssue {
  /** The path below `input`. */
  readonly path: string;
  readonly message: string;
}

/** The information that is kept, or what is wrong with it. */
export type InformationCheck =
  | { readonly ok: true; readonly information: Information }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

// Line breaks may stand in text of several lines; other control characters and bidirectional overrides never belong there.
const unprintable = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;

/** Checks and tidies the information of one identity against its fields; unknown fields are dropped. Issues' paths begin with `path`. */
export function checkInformation(
  fields: readonly InformationField[],
  given: Readonly<Record<string, unknown>>,
  path: string,
): InformationCheck {
  const issues: InputIssue[] = [];
  const information: Record<string, string | number> = {};
  for (const field of fields) {
    const value = tidy(given[field.name]);
    if (value === undefined) {
      if (field.required) issues.push({ path: `${path}.${field.name}`, message: `${field.label} must be filled in.` });
      continue;
    }
    const problem = problemWith(field, value);
    if (problem === undefined) information[field.name] = value;
    else issues.push({ path: `${path}.${field.name}`, message: problem });
  }
  return issues.length === 0 ? { ok: true, information } : { ok: false, issues };
}

function tidy(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const trimmed = value.normalize('NFC').trim();
  return trimmed === '' ? undefined : trimmed;
}

function problemWith(field: InformationField, value: string | number): string | undefined {
  if (field.format === 'NUMBER') {
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return fits && String(value).length <= field.maxLength
      ? undefined
      : `${field.label} must be a whole number from 0.`;
  }
  if (typeof value !== 'string') return `${field.label} must be text.`;
  if (Array.from(value).length > field.maxLength)
    return `${field.label} may have at most ${field.maxLength} characters.`;
  if (unprintable.test(value)) return `${field.label} has characters that can't be shown.`;
  if (field.format !== 'MULTILINE_TEXT' && /[\r\n\t\u2028\u2029]/u.test(value))
    return `${field.label} must be one line.`;
  if (field.format === 'URL' && !isWebAddress(value)) {
    return `${field.label} must be a whole address, for example https://shop.example.`;
  }
  return undefined;
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' && /^[^.]+(\.[^.]+)+$/u.test(url.hostname);
}
