type Outcome = { readonly kind: string };

/** A use case's outcome under the name that the contract's union has for it. */
export type Result<Name extends string, O extends Outcome> = O extends { readonly kind: 'Success' }
  ? Omit<O, 'kind'> & { readonly __typename: `${Name}Success` }
  : O extends { readonly kind: infer Kind }
    ? Omit<O, 'kind'> & { readonly __typename: Kind }
    : never;

/** Names a use case's outcome for the union `<name>Result`: `Success` becomes `<name>Success`, a problem keeps its kind. */
export function toResult<Name extends string, O extends Outcome>(name: Name, outcome: O): Result<Name, O>;
export function toResult(name: string, { kind, ...rest }: Outcome): object {
  return { __typename: kind === 'Success' ? `${name}Success` : kind, ...rest };
}
