import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context.ts';
import { IdentityTypeRules } from '../types/identity-rules.ts';

/** `Query.identityTypes`. */
@Resolver()
export class IdentityTypesQuery {
  @Query(() => [IdentityTypeRules])
  async identityTypes(@Ctx() context: GraphQLContext): Promise<readonly IdentityTypeRules[]> {
    return [...context.deps.catalogue.values()];
  }
}
