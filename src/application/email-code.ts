import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Digits of a code: 10^8 is more than 26 bits. */
const DIGITS = 8;

/** A fresh code as it is mailed. */
export function createCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

/** A fresh salt for a code's hash. */
export function createSalt(): Buffer {
  return randomBytes(16);
}

/** What is kept of a code. */
export function hashCode(code: string, salt: Uint8Array): Buffer {
  return createHash('sha256').update(salt).update(code).digest();
}

/** Whether a code as the buyer typed it is the one that was mailed; takes the same time whatever it is. Spaces, dashes and full-width digits do not matter. */
export function isSameCode(given: string, kept: { readonly salt: Uint8Array; readonly hash: Uint8Array }): boolean {
  const tidy = given.slice(0, 100).normalize('NFKC').replaceAll(/[\s-]/gu, '');
  return timingSafeEqual(hashCode(tidy, kept.salt), Buffer.from(kept.hash));
}

/** What the code in a mail job is sealed for. */
export function mailedCodeContext(verificationId: string): string {
  return `code of verification ${verificationId}`;
}
