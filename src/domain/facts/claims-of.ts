import type { Information } from '../identity.ts';
import type { InformationField } from '../information.ts';
import type { Claims } from './find-facts.ts';

/** What a buyer's information claims, by fact. */
export function claimsOf(fields: readonly InformationField[], information: Information): Claims {
  const claims = fields.flatMap(({ name, claims: fact }) => {
    const value = information[name];
    return fact === null || value === undefined ? [] : [[fact, String(value)] as const];
  });
  return Object.fromEntries(claims);
}
