import { clearDraftFiles } from '../application/clear-draft-files.ts';
import type { Deps } from '../application/deps.ts';
import { removeMaterialFiles } from '../application/remove-material-files.ts';
import { forgetCodeLimits } from '../database/code-limits.ts';
import { abandonedDraftsWithFiles, withdrawnDraftsWithFiles } from '../database/drafts.ts';
import { forgetFailedJobs } from '../database/failed-jobs.ts';
import { forgetEvents } from '../database/forget-events.ts';
import { forgetServers } from '../database/living-servers.ts';
import { decidedMaterials } from '../database/stores/deleted-materials.ts';
import { forgetEmailCodes } from '../database/stores/email-code-store.ts';
import { deleteOldIdempotencyKeys } from '../database/stores/idempotency-store.ts';
import { forgetMails } from '../database/stores/mail-store.ts';
import { forgetOccasions } from '../database/stores/reminder-store.ts';
import { deleteOldDeliveries } from '../database/stores/webhook-retention.ts';
import { materialKinds } from '../domain/material.ts';

/** Something that is kept for a while only. */
export interface RetentionRule {
  /** How the log calls it. */
  readonly what: string;
  /** Removes what is too old, at most `most` of it in one go; returns how many went. Fewer than `most` means that no more is there. */
  readonly forget: (deps: Deps, now: Date, most: number) => Promise<number>;
}

/** All that goes by itself, and how old it becomes. A new line here is all that it takes. */
export const retentionRules: readonly RetentionRule[] = [
  {
    what: 'mails',
    forget: ({ database, policy }, now, most) =>
      forgetMails(database.session(), daysBefore(now, policy.retention.mailDays), most),
  },
  {
    what: 'reminders',
    forget: ({ database, policy }, now, most) =>
      forgetOccasions(database.session(), daysBefore(now, policy.retention.mailDays), most),
  },
  {
    what: 'failed jobs',
    forget: ({ database, policy }, now, most) =>
      forgetFailedJobs(database.session(), daysBefore(now, policy.retention.failedJobDays), most),
  },
  {
    what: 'withdrawn drafts with files',
    async forget(deps, now, most) {
      const before = daysBefore(now, deps.policy.retention.withdrawnDraftDays);
      return clearDraftFiles(deps, await withdrawnDraftsWithFiles(deps.database.session(), before, most), before);
    },
  },
  {
    what: 'abandoned drafts with files',
    async forget(deps, now, most) {
      const since = daysBefore(now, deps.policy.retention.abandonedDraftDays);
      return clearDraftFiles(deps, await abandonedDraftsWithFiles(deps.database.session(), since, most), since);
    },
  },
  ...materialKinds.map((kind) => ({
    what: `files of ${kind}`,
    async forget(deps: Deps, now: Date, most: number) {
      const days = deps.policy.retention.materialDays[kind];
      if (days === undefined) return 0;
      return removeMaterialFiles(deps, async (session) => {
        const ids = await decidedMaterials(session, kind, daysBefore(now, days), most);
        return { ids, cause: 'RETENTION' };
      });
    },
  })),
  {
    what: 'email codes',
    forget: ({ database }, now, most) => forgetEmailCodes(database.session(), daysBefore(now, 1), most),
  },
  { what: 'code limits', forget: ({ database }, _now, most) => forgetCodeLimits(database.session(), most) },
  {
    what: 'events',
    forget: ({ database, policy }, now, most) =>
      database.transaction((session) => forgetEvents(session, daysBefore(now, policy.events.keepDays), most)),
  },
  {
    what: 'idempotency keys',
    forget: ({ database }, _now, most) => deleteOldIdempotencyKeys(database.session(), most),
  },
  {
    what: 'webhook deliveries',
    forget: ({ database, policy }, now, most) =>
      deleteOldDeliveries(database.session(), daysBefore(now, policy.webhooks.keepDeliveriesDays), most),
  },
  { what: 'servers', forget: ({ database }) => forgetServers(database.session()) },
];

function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * 86_400_000);
}
