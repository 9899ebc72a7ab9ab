import { z } from 'zod';
import { normalizeDomain } from './normalize-domain.ts';

/** RFC 5321: a path has at most 256 characters, of which two are angle brackets; what is before the @ at most 64. */
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;

const mailbox = z.email({ pattern: z.regexes.html5Email }).max(LONGEST_ADDRESS);

/** A mailbox in its one spelling, and its domain in ASCII. */
export interface EmailAddress {
  readonly address: string;
  readonly domain: string;
}

/**
 * Reads an address as a person types it. All of it comes back in small letters: a server may tell A@ from a@, none in
 * use does, and limits that are counted by address must not be evaded by a capital. Undefined for what is no plain
 * mailbox: control characters and line breaks, quotes, comments, a name before it, letters outside ASCII before the @,
 * or a domain that `normalizeDomain` refuses.
 */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  // As typed, an international domain is never longer than in ASCII by more than its case and a last dot.
  if (text.length > 2 * LONGEST_ADDRESS || /\p{C}/u.test(text)) return undefined;
  const [local, typedDomain, ...more] = text.replaceAll(/^ +| +$/g, '').split('@');
  if (local === undefined || typedDomain === undefined || more.length > 0) return undefined;
  if (local.length > LONGEST_LOCAL_PART || /^\.|\.\.|\.$/.test(local)) return undefined;
  const domain = normalizeDomain(typedDomain);
  if (domain === undefined) return undefined;
  const { data: address } = mailbox.safeParse(`${local.toLowerCase()}@${domain}`);
  return address === undefined ? undefined : { address, domain };
}
