import { draftsToRemindOf } from '../database/drafts.ts';
import { takeOccasion } from '../database/stores/reminder-store.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';

const DAY = 86_400_000;
/** Who left a draft longer ago than this beyond the policy's days, as after a long standstill, is not written to any more. */
const LATEST = 14 * DAY;
const BATCH = 100;

/** Orders a mail to each buyer who left a draft untouched for as long as the policy says, once per draft. */
export async function remindOfDrafts(deps: Deps): Promise<void> {
  const now = deps.now();
  const left = new Date(now.getTime() - deps.policy.reminders.draftDays * DAY);
  const longAgo = new Date(left.getTime() - LATEST);
  for (let found = BATCH; found === BATCH;) {
    found = await deps.database.transaction(async (session) => {
      const ids = await draftsToRemindOf(session, longAgo, left, BATCH);
      for (const verificationId of ids) {
        if (await takeOccasion(session, 'DRAFT_WAITING', verificationId, now)) {
          await orderMail(session, { mail: 'DRAFT_WAITING', verificationId });
        }
      }
      return ids.length;
    });
  }
}
