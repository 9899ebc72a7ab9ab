import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { readWorkload } from '../../application/read-workload.ts';
import { daysWithin, reviewersWithin } from '../../database/review-statistics.ts';
import { addDays, type CalendarDay } from '../../domain/working-days.ts';
import { badInput } from '../coded-errors.ts';
import type { GraphQLContext } from '../context.ts';
import { withStages } from '../membership-source.ts';
import { DateScalar } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { ReviewStatistics } from '../types/review-statistics.ts';

/** The most days that are looked back at. */
const MOST_DAYS = 366;

/** `Query.reviewStatistics`. */
@Resolver()
export class ReviewStatisticsQuery {
  @Query(() => ReviewStatistics)
  async reviewStatistics(
    @Arg('from', () => DateScalar) from: CalendarDay,
    @Arg('to', () => DateScalar) to: CalendarDay,
    @Ctx() context: GraphQLContext,
  ) {
    const { deps } = context;
    const { calendar, policy } = deps;
    if (to < from) throw badInput('`to` must not come before `from`.');
    if (to > calendar.today(deps.now())) throw badInput('`to` must not come after today.');
    if (addDays(from, MOST_DAYS) <= to) throw badInput(`At most ${MOST_DAYS} days can be looked back at.`);
    const { timeZone } = policy.calendar;
    const lookback = { from, to, start: calendar.startOfDay(from), end: calendar.endOfDay(to), timeZone };
    const [now, perReviewer, perDay] = await Promise.all([
      readWorkload(deps, signedIn(context)),
      reviewersWithin(deps.database.session(), lookback),
      daysWithin(deps.database.session(), lookback),
    ]);
    return { from, to, ...withStages(policy, now), perReviewer, perDay };
  }
}
