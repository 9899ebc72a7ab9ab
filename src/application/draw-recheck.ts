import type { Deps } from './deps.ts';

/**
 * Whether the decision on a verification is one of those that are checked again: drawn by a keyed hash of its id, so that it
 * is the same however often it is asked, and that nobody who decides can know.
 */
export function isDrawn({ sealer, policy }: Pick<Deps, 'sealer' | 'policy'>, verificationId: string): boolean {
  const drawn = Buffer.from(sealer.fingerprint(verificationId, 'recheck'), 'base64url').readUInt32BE() / 2 ** 32;
  return drawn < policy.review.recheckShare;
}
