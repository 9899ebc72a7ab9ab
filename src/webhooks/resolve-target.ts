import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AddressJudge } from './address-judge.ts';
import { literalAddress } from './check-endpoint-url.ts';

/** Thrown when an endpoint's address leads where webhooks must not go. */
export class AddressForbiddenError extends Error {
  override readonly name = 'AddressForbiddenError';
}

/**
 * The addresses behind a URL, resolved once: whoever connects must connect to one of these and ask nobody again, or else
 * what was judged and what is reached could differ. Throws AddressForbiddenError when one of them must not be reached (or
 * is reached over http without being allowed by name), and what the resolver throws.
 */
export async function resolveTarget(
  url: URL,
  judge: AddressJudge,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const literal = literalAddress(url);
  const [first, ...others] =
    literal === undefined ? await lookup(url.hostname, { all: true }) : [{ address: literal, family: isIP(literal) }];
  if (first === undefined) throw new AddressForbiddenError('the name has no address');
  const isFit = ({ address }: LookupAddress) =>
    url.protocol === 'https:' ? judge.mayReach(address) : judge.isAllowed(address);
  if (![first, ...others].every(isFit)) throw new AddressForbiddenError('webhooks must not be sent there');
  return [first, ...others];
}
