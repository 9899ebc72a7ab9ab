const MOST_VISIBLE = 3;

/** The number with asterisks: at most its last 3 characters, and never more than a quarter of them, stay readable. */
export function maskTaxNumber(number: string): string {
  const characters = Array.from(number);
  const visible = Math.min(MOST_VISIBLE, Math.floor(characters.length / 4));
  const hidden = characters.length - visible;
  return '*'.repeat(hidden) + characters.slice(hidden).join('');
}
