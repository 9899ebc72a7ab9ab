import { isIP } from 'node:net';
import type { WebhookUrlRefusal } from '../domain/webhook.ts';
import type { AddressJudge } from './address-judge.ts';

/** Most characters of an endpoint's address. */
const LONGEST = 2000;

/** An address as it will be called, or why it can't be. */
export type CheckedUrl = { readonly url: string } | { readonly refusal: WebhookUrlRefusal };

/**
 * Checks where a service wants its webhooks, as far as the address itself tells. A name is judged by what it resolves to,
 * each time that something is sent. http is for networks that the operator allowed.
 */
export function checkEndpointUrl(text: string, judge: AddressJudge): CheckedUrl {
  if (text.length > LONGEST) return { refusal: 'TOO_LONG' };
  const url = /[\s\p{Cc}\\]/u.test(text) ? null : URL.parse(text);
  if (url === null || url.hostname === '') return { refusal: 'MALFORMED' };
  const isHttp = url.protocol === 'http:' && judge.allowsAny;
  if (url.protocol !== 'https:' && !isHttp) return { refusal: 'NOT_HTTPS' };
  if (url.username !== '' || url.password !== '') return { refusal: 'HAS_CREDENTIALS' };
  if (text.includes('#')) return { refusal: 'HAS_FRAGMENT' };
  const literal = literalAddress(url);
  if (literal !== undefined && !judge.mayReach(literal)) return { refusal: 'ADDRESS_NOT_PUBLIC' };
  if (literal !== undefined && isHttp && !judge.isAllowed(literal)) return { refusal: 'NOT_HTTPS' };
  return url.href.length > LONGEST ? { refusal: 'TOO_LONG' } : { url: url.href };
}

/** The address that stands in a URL in place of a name, whatever notation was used; undefined for a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
}
