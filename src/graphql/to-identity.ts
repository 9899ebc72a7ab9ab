import type { Identity } from '../domain/identity.ts';
import { identityTypeNames } from '../domain/rule-catalogue.ts';

/** An identity as the contract's union has it: its information's fields beside the name of its type. */
export function toIdentity({ type, information }: Identity) {
  return { ...information, __typename: identityTypeNames[type] };
}
