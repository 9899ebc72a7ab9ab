import type { Fact } from '../generated/graphql.ts';
import type { Case } from './case-store.ts';
import type { ReferenceState } from './reference.ts';

/** One thing that the buyer says of itself. */
export interface ClaimedField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** The fact that a material has to show for it. */
  readonly claims: Fact | null;
}

/** What the buyer says of itself, labelled as its form was; empty while no identity is declared or the rules are missing. */
export function claimedInformation(found: Case, identities: ReferenceState['identities']): readonly ClaimedField[] {
  const { identity } = found;
  if (!identity) return [];
  const values: Readonly<Record<string, unknown>> = { ...identity };
  const rules = identities.find(({ inputKey }) => inputKey.toLowerCase() === identity.__typename.toLowerCase());
  if (!rules)
    return Object.entries(values).flatMap(([name, value]) => (name === '__typename' ? [] : field(name, name, value)));
  return rules.fields.flatMap(({ name, label, claims }) =>
    // ReadCase asks for the influencer's platform by another name.
    field(name, label, values[name] ?? (name === 'platform' ? values['network'] : undefined), claims),
  );
}

function field(name: string, label: string, value: unknown, claims: Fact | null = null): readonly ClaimedField[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  return [{ name, label, value: typeof value === 'number' ? value.toLocaleString('en') : value, claims }];
}
