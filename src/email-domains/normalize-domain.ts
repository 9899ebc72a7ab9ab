import { domainToASCII, domainToUnicode } from 'node:url';

/** RFC 1035: a name has at most 253 characters, written without its last dot. */
const LONGEST_DOMAIN = 253;

const LETTERS_DIGITS_DASHES_DOTS = /^[\p{L}\p{M}\p{N}\-.。．｡]+$/u;
const LABELS = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/**
 * The domain in small ASCII letters, international ones as punycode, without a last dot. Undefined for what is no
 * domain that mail could go to over the internet: one label, an IP address, an underscore, broken punycode, too long.
 */
export function normalizeDomain(text: string): string | undefined {
  // domainToASCII reads its input as part of a URL: it would drop what follows a slash, tabs, and undo %-escapes.
  if (text.length > LONGEST_DOMAIN + 1 || !LETTERS_DIGITS_DASHES_DOTS.test(text)) return undefined;
  const domain = domainToASCII(text).replace(/\.$/, '');
  if (domain.length > LONGEST_DOMAIN || !LABELS.test(domain)) return undefined;
  // A label that stays as it is stands for no letters: broken punycode.
  return /(?:^|\.)xn--/.test(domainToUnicode(domain)) ? undefined : domain;
}

/** The domain and every domain above it, the longest first: a.b.example, b.example, example. */
export function withParents(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
