import { countDueCases } from '../database/due-cases.ts';
import { takeOccasion } from '../database/stores/reminder-store.ts';
import { isWorkingDay } from '../domain/working-days.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';

/**
 * Orders the mail that tells the reviewers' team how many cases are due today, once a working day. None is ordered when the
 * policy names no mailbox for it, and when nothing is due.
 */
export async function remindOfDueCases(deps: Deps): Promise<void> {
  const { calendar, policy } = deps;
  const now = deps.now();
  const day = calendar.today(now);
  if (policy.review.remindersTo === null || !isWorkingDay(day, calendar)) return;
  await deps.database.transaction(async (session) => {
    const due = await countDueCases(session, now, calendar.endOfDay(day));
    if (due.length > 0 && (await takeOccasion(session, 'CASES_DUE', day, now))) {
      await orderMail(session, { mail: 'CASES_DUE', day });
    }
  });
}
