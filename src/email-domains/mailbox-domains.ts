import { createRequire } from 'node:module';
import type * as Mailchecker from 'mailchecker';
import { z } from 'zod';
import { LISTED_BY_MISTAKE, MAILBOX_BRAND, MAILBOX_PROVIDERS_NOT_LISTED } from './list-corrections.ts';
import { normalizeDomain } from './normalize-domain.ts';

// Packages are read when first asked for, so that a server which refuses no domain doesn't carry them.
const require = createRequire(import.meta.url);
const mistakes: ReadonlySet<string> = new Set(LISTED_BY_MISTAKE);
let free: ReadonlySet<string> | undefined;
let disposable: ReadonlySet<string> | undefined;

/** Whether anybody can have a mailbox at exactly this domain: webmail and access providers (email-providers, corrected). */
export function isFreeDomain(domain: string): boolean {
  free ??= loadFree();
  return MAILBOX_BRAND.test(domain) || (free.has(domain) && !mistakes.has(domain));
}

/** Whether exactly this domain gives out throw-away addresses (mailchecker, corrected). */
export function isDisposableDomain(domain: string): boolean {
  disposable ??= loadDisposable();
  return disposable.has(domain) && !mistakes.has(domain);
}

function loadFree(): ReadonlySet<string> {
  const listed = z.array(z.string()).parse(require('email-providers/all.json'));
  // Some entries are international, and some are no domains.
  const domains = [...listed, ...MAILBOX_PROVIDERS_NOT_LISTED].map((entry) => normalizeDomain(entry));
  return new Set(domains.filter((domain) => domain !== undefined));
}

function loadDisposable(): ReadonlySet<string> {
  const { blacklist }: typeof Mailchecker = require('mailchecker');
  return blacklist();
}
