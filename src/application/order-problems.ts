import type { InputIssue } from '../domain/information.ts';
import type { Money, Policy } from '../domain/policy.ts';

/** The policy counts another currency. */
export function currencyNotAccepted({ currency }: Policy) {
  const message = `Spend is counted in ${currency}. Convert the amount first.`;
  return { kind: 'CurrencyNotAccepted', message, accepted: currency } as const;
}

/** What is wrong with an id that the marketplace gave; a subject may be as long as a token's. */
export function issuesWithId(path: string, id: string, longest = 200): readonly InputIssue[] {
  const fits = id.trim() === id && id.length >= 1 && id.length <= longest && !/\p{Cc}/u.test(id);
  return fits ? [] : [{ path, message: `An id has 1 to ${longest} characters, without spaces around it.` }];
}

/** What is wrong with an amount that is counted. */
export function issuesWithAmount(path: string, { amount }: Money): readonly InputIssue[] {
  return amount > 0 ? [] : [{ path: `${path}.amount`, message: 'An amount is above 0, in minor units.' }];
}
