import type { Method } from '../generated/graphql.ts';
import { graphql } from '../generated/gql.ts';
import type { TestClient } from './client.ts';

/** Reads all that the pages of one stage show. */
export const unlockPlan = graphql(`
  query UnlockPlanOf($stage: String!) {
    viewer {
      unlockPlan(stage: $stage) {
        stage {
          code
          methods
        }
        unlocked
        blockers {
          code
          message
        }
        identityType
        methods {
          method
          available
          blockers {
            code
            message
          }
          chances {
            method
            limit
            used
            left
          }
          verification {
            id
            status
          }
          outstanding {
            step
            message
            requirement {
              kind
              mustShow
            }
          }
          expectedResult {
            earliest
            latest
          }
        }
        spend {
          required {
            amount
            currency
          }
          spent {
            amount
          }
          remaining {
            amount
          }
        }
      }
    }
  }
`);

/** The buyer's plan for a stage; fails when there is none. */
export async function planOf(buyer: TestClient, stage = 'SILVER') {
  const { viewer } = await buyer.data(unlockPlan, { stage });
  if (!viewer.unlockPlan) throw new Error('there is no plan');
  return viewer.unlockPlan;
}

/** One method of the plan, with its steps by their codes, or by the kind that is to be handed in. */
export async function pathOf(buyer: TestClient, method: Method, stage?: string) {
  const path = (await planOf(buyer, stage)).methods.find((one) => one.method === method);
  if (!path) throw new Error(`${method} is no path`);
  const steps = path.outstanding.map(({ step, requirement }) => requirement?.kind ?? step);
  return { ...path, steps, blockers: path.blockers.map(({ code }) => code) };
}
