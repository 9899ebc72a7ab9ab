import type { ASTNode } from 'graphql';

/** Thrown at start when the contract contradicts itself. Says where: the place's name and, where it is known, its line. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(
    /** The place, for example `InfluencerInput.account`. */
    readonly place: string,
    what: string,
    node?: ASTNode | null,
  ) {
    const line = node?.loc?.startToken.line;
    super(`schema.graphql${line === undefined ? '' : `:${line}`}, ${place}: ${what}`);
  }
}
