/** What background jobs do. `OTHER` stands for what an earlier or a later version added to the queue. */
export const jobTasks = [
  'SEND_MAIL',
  'LAPSE_CLAIM',
  'REMIND_OF_CLAIM',
  'REMIND_OF_DUE_CASES',
  'REMIND_OF_DRAFTS',
  'APPLY_RETENTION',
  'DELIVER_WEBHOOK',
  'WAKE_WEBHOOKS',
  'INSPECT_MATERIAL',
  'INSPECT_FORGOTTEN',
  'READ_MATERIAL',
  'OTHER',
] as const;

/** One thing that they do. */
export type JobTask = (typeof jobTasks)[number];

/** The task of a name in the queue. */
export function jobTaskOf(name: string): JobTask {
  return jobTasks.find((task) => nameOfJobTask(task) === name) ?? 'OTHER';
}

/** A task's name in the queue. */
export function nameOfJobTask(task: JobTask): string {
  return task.toLowerCase();
}
