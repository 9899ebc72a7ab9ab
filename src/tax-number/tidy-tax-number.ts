/** No tax number is longer as people write it; longer input is refused before any pattern looks at it. */
export const LONGEST_INPUT = 40;

/**
 * The number as typed, in plain characters: full-width and Arabic-Indic digits, odd dashes and spaces become ASCII,
 * letters capital, and invisible characters go. Undefined when it is longer than 40 characters, has control characters
 * or no digit but zero.
 */
export function tidyTaxNumber(input: string): string | undefined {
  if (input.length > LONGEST_INPUT) return undefined;
  const text = input
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\p{Zs}/gu, ' ')
    // The low four bits of both sets of Arabic digits are their values.
    .replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .toUpperCase()
    .trim();
  // Normalization can make one character many.
  if (text.length > LONGEST_INPUT || /\p{Cc}/u.test(text) || !/[1-9]/.test(text)) return undefined;
  return text;
}

/** The text without separators: spaces, dashes, dots, commas, slashes, colons and apostrophes. */
export function withoutSeparators(text: string): string {
  return text.replaceAll(/[ \-.,/:'’]/g, '');
}
