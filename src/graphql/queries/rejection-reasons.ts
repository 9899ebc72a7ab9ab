import { Ctx, Query, Resolver } from 'type-graphql';
import { reasonCodes, reasonRules, remedies, type ReasonRule } from '../../domain/decision.ts';
import { kindsOfReason } from '../../domain/rejection.ts';
import type { GraphQLContext } from '../context.ts';
import { RejectionReasonRule } from '../types/decision.ts';

/** `Query.rejectionReasons`. */
@Resolver()
export class RejectionReasonsQuery {
  @Query(() => [RejectionReasonRule])
  async rejectionReasons(@Ctx() context: GraphQLContext): Promise<readonly RejectionReasonRule[]> {
    const requirements = [...context.deps.catalogue.values()].flatMap((rules) => rules.requirements);
    return reasonCodes.map((code) => {
      const { message, remedy, methods }: ReasonRule = reasonRules[code];
      const kinds = kindsOfReason(code, requirements);
      return { code, message, remedy, remedyMessage: remedies[remedy], methods, kinds };
    });
  }
}
