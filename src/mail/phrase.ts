/** A piece of a sentence. A value came from outside: a name, an amount, a reviewer's words. */
interface PhrasePart {
  readonly text: string;
  readonly isValue: boolean;
  readonly isStrong: boolean;
}

/** A sentence or a few, before it is known whether it becomes plain text or HTML. */
export interface Phrase {
  readonly parts: readonly PhrasePart[];
}

// Newlines could fake a paragraph; embeddings, overrides and isolates could turn the text around the value.
const BREAKS = /[\s\p{Cc}\u2028\u2029]+/gu;
const DIRECTION_CHANGERS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** What a mail says, as a template: every value is tidied and later escaped and kept from turning the text around it. */
export function say(literals: TemplateStringsArray, ...values: readonly (string | number | Phrase)[]): Phrase {
  const parts = literals.flatMap((literal, index): readonly PhrasePart[] => {
    const value = values[index];
    return [{ text: literal, isValue: false, isStrong: false }, ...(value === undefined ? [] : partsOf(value))];
  });
  return { parts: parts.filter((part) => part.text !== '') };
}

/** The same words with weight: bold in HTML, as they are in plain text. */
export function strong(value: string | number | Phrase): Phrase {
  return { parts: partsOf(value).map((part) => ({ ...part, isStrong: true })) };
}

function partsOf(value: string | number | Phrase): readonly PhrasePart[] {
  if (typeof value === 'object') {
    return value.parts;
  }
  const text = String(value).toWellFormed().replaceAll(DIRECTION_CHANGERS, '').replaceAll(BREAKS, ' ').trim();
  return [{ text, isValue: true, isStrong: false }];
}
