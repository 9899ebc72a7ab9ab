/** Markup that is safe to send as it is. Only the `html` tag makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in an `html` template: text is escaped, markup and lists of either are taken as they are. */
type HtmlValue = string | number | Html | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template for markup in which every value is escaped, in text and in quoted attributes alike (not in URLs' schemes). */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(literals.map((literal, index) => literal + toMarkup(values[index] ?? '')).join(''));
}

function toMarkup(value: HtmlValue): string {
  if (value instanceof Html) {
    return value.markup;
  }
  return typeof value === 'object'
    ? value.map(toMarkup).join('')
    : String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
